import { parse } from 'csv-parse/sync'
const t=Date.now(); const line='1234567;15834820088;Kari;"Nord ""x"" mann";15.03.1948;K;4671;990201;990202;01.02.2025 10:00;01.02.2025 11:00;01.02.2025 12:00;;05.02.2025 12:00;;;1'
for(let i=0;i<20000;i++) parse(line,{delimiter:';',relax_column_count:true})
console.log((Date.now()-t)/20000,'ms each')
for (const s of ['a;"b','a;b"c;d','a;"b"c;d','a;"b\nc";d','']) try{console.log(JSON.stringify(parse(s,{delimiter:';',relax_column_count:true,record_delimiter:'\n'})))}catch(e:any){console.log(s,e.code)}
