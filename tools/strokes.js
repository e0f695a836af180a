// Writes the body of src/docforge/typography/tables/strokes.txt: characters by stroke count, in CLDR order (Node with full ICU).
// CLDR puts U+FDD0 and U+2800+n before the first character of n strokes.
const c=new Intl.Collator('zh-u-co-stroke');
const marks=[];for(let i=1;i<=64;i++)marks.push('\uFDD0'+String.fromCharCode(0x2800+i));
const chars=[];for(const [a,b] of [[0x3007,0x3007],[0x3400,0x4dbf],[0x4e00,0x9fff],[0xf900,0xfad9]])for(let x=a;x<=b;x++)chars.push(String.fromCodePoint(x));
chars.sort(c.compare);
const groups=new Map();
for(const ch of chars){let n=0;for(let i=0;i<64;i++){if(c.compare(marks[i],ch)<=0)n=i+1;else break;}
 if(!groups.has(n))groups.set(n,'');groups.set(n,groups.get(n)+ch);}
for(const [n,s] of [...groups].sort((a,b)=>a[0]-b[0]))console.log(n+'\t'+s);
