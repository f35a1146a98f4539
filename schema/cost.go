package schema

// usualPage is how many rows a list is taken to give where the client does not
// say how many it wants.
const usualPage = 10

// cost is how many objects a root field may give: the rows asked for, each with
// all that hangs below it.
func (f *rootField) cost() int {
	if f.list == nil {
		return max(f.explores, 1)
	}
	return f.list.cost()
}

func (l *listPlan) cost() int {
	if !l.Rows {
		return 1
	}
	each := 1
	for _, below := range l.lists {
		each = plus(each, below.cost())
	}
	return plus(1, times(l.asked, each))
}
