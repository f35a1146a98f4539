package graphtest
import ("os";"fmt";"encoding/json")
func (f fixture) dumpRule(r rule) {
	if os.Getenv("DUMP")=="" {return}
	got := func() (s string) { defer func(){ if e:=recover(); e!=nil { s=fmt.Sprint("PANIC ", e)} }(); return f.answer(r.ask) }()
	w,_ := os.OpenFile(os.Getenv("DUMP"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0644)
	b,_ := json.Marshal(map[string]string{"s":r.sentence,"a":got,"p":r.ask.plan(f.model).Text(f.model)})
	w.Write(append(b,'\n')); w.Close()
}
