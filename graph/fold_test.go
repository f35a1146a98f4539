package graph

import (
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

func TestFold(t *testing.T) {
	tests := []struct {
		name, in, want string
	}{
		{"nothing", "", ""},
		{"only signs", " –…! ", ""},
		{"case", "Steve WITKOFF", "steve witkoff"},
		{"digits", "28-point plan", "28 point plan"},
		{"spaces of all kinds", "\tSteve \u00a0\u2003Witkoff\n", "steve witkoff"},

		{"diacritics", "Recep Tayyip Erdoğan", "recep tayyip erdogan"},
		{"diacritics that are decomposed", "Erdog\u0306an", "erdogan"},
		{"a dotted capital i", "İstanbul", "istanbul"},
		{"a dotless i", "Yıldız", "yildiz"},
		{"letters that do not decompose", "Øłđßæœıþð ØŁĐẞÆŒÞÐ ħŧ", "oldssaeoeithd oldssaeoethd ht"},
		{"a schwa", "Əliyev", "aliyev"},
		{"Greek with a final sigma", "Κυριάκος ΚΥΡΙΆΚΟΣ", "κυριακοσ κυριακοσ"},
		{"Cyrillic", "Зеле\u0301нский", "зеленскии"},
		{"compatibility letters", "Ｗｉｔｋｏｆｆ ﬁ ²", "witkoff fi 2"},
		{"Devanagari keeps its spacing vowels", "मोदी", "मोदी"},

		{"a possessive", "Trump's plan", "trump plan"},
		{"a curly possessive", "Volodymyr Zelenskyy’s", "volodymyr zelenskyy"},
		{"a possessive in capitals", "TRUMP'S", "trump"},
		{"a plural possessive", "the allies' plan", "the allies plan"},
		{"a possessive in quotes", "'Witkoff's' plan", "witkoff plan"},
		{"a possessive of an abbreviation", "U.S.'s", "us"},
		{"an s that is no possessive", "Moscow s", "moscow s"},

		{"an apostrophe", "O'Neil O’Neil OʼNeil O`Neil O´Neil O＇Neil", "oneil oneil oneil oneil oneil oneil"},
		{"a soft sign", "Luhansʹk Luhans′k Kazan’", "luhansk luhansk kazan"},
		{"an okina and an ayn", "Hawaiʻi Saʿid", "hawaii said"},
		{"single quotes", "‘no’ 'yes'", "no yes"},
		{"double quotes", `"Wagner" “Group”`, "wagner group"},

		{"an abbreviation", "U.S.", "us"},
		{"an abbreviation without its last stop", "the U.K and E.U. agree", "the uk and eu agree"},
		{"an abbreviation of accented letters", "É.U.", "eu"},
		{"initials that touch", "J.D. Vance", "jd vance"},
		{"initials that touch the name", "J.D.Vance", "jd vance"},
		{"initials with spaces", "J. D. Vance", "j d vance"},
		{"two abbreviations", "U.S.-U.K. U.S. U.N.", "us uk us un"},
		{"a stop without a space", "talks.Moscow", "talks moscow"},
		{"more than one stop", "A..B a…b", "a b a b"},
		{"digits do not close up", "3.5", "3 5"},

		{"a hyphen", "Saint-Denis", "saint denis"},
		{"a soft hyphen and a joiner", "Zelen\u00adsky می\u200cخواهم", "zelensky میخواهم"},
		{"invalid UTF-8", "Wit\xffkoff\xc3", "wit koff"},
		{"a letter beside invalid UTF-8", "\xf3Ŗ", "r"},
		{"Chinese", "习近平", "习近平"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(norm.NFKD.String(tt.want), Fold(tt.in)); diff != "" {
				t.Errorf("Fold(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

func TestTokens(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"nothing", "", nil},
		{"only signs", "…", nil},
		{"words", "Steve Witkoff’s plan", []string{"steve", "witkoff", "plan"}},
		{"a word twice", "to Moscow, from moscow to Kyiv", []string{"to", "moscow", "from", "kyiv"}},
		{"many words twice", strings.Repeat("to Moscow and from Moscow ", 9), []string{"to", "moscow", "and", "from"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, Tokens(tt.in)); diff != "" {
				t.Errorf("Tokens(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

func TestNFC(t *testing.T) {
	if diff := cmp.Diff("Erdoğan", NFC("Erdog\u0306an")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Each rune that means something, alone and between two letters.
func TestFoldOfEveryRune(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if unicode.IsGraphic(r) || unicode.In(r, unicode.Cc, unicode.Cf) {
			checkFold(t, string(r))
			checkFold(t, "a"+string(r)+"b")
		}
	}
}

func TestFoldConcurrently(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 1000 {
				if got := Fold("Straße ΚΥΡΙΆΚΟΣ"); got != "strasse κυριακοσ" {
					t.Errorf("got %q", got)
				}
			}
		})
	}
	wg.Wait()
}

// TestWords shows where the words of a text stand in it.
func TestWords(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"nothing", " – ", ""},
		{"words as they are", "Steve  WITKOFF, 2", "steve=Steve witkoff=WITKOFF 2=2"},
		{"a possessive is none of its word", "Trump's Zelenskyy’s allies'", "trump=Trump zelenskyy=Zelenskyy allies=allies"},
		{"nor are quotes", "'Witkoff's' ‘no’", "witkoff=Witkoff no=no"},
		{"an apostrophe within is", "O’Neil", "oneil=O’Neil"},
		{"an abbreviation is one word", "the U.S. and J.D. Vance", "the=the us=U.S and=and jd=J.D vance=Vance"},
		{"accents, whole or decomposed", "Erdoğan Erdog\u0306an Jose\u0301", "erdogan=Erdoğan erdogan=Erdog\u0306an jose=Jose\u0301"},
		{"letters that become several", "Straße ﬁ", "strasse=Straße fi=ﬁ"},
		{"one character that is two words", "½", "1=½ 2=½"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, w := range Words(tt.in) {
				got = append(got, w.Fold+"="+tt.in[w.Start:w.End])
			}
			if got := strings.Join(got, " "); got != tt.want {
				t.Errorf("%q has the words %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

// FuzzFold: folding twice is folding once, and leaves words of letters and
// digits with single spaces. The same in NFC folds to the same.
func FuzzFold(f *testing.F) {
	for _, s := range []string{
		"Volodymyr Zelenskyy’s", "U.S.-U.K.", "İı ß æ", "O'Neil's'", "\xff.\xc3", "a\u302e\u0301\u16ff0", "ᾳ", "मोदी", "각",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkFold(t, s) })
}

func checkFold(t *testing.T, s string) {
	t.Helper()
	once := Fold(s)
	if twice := Fold(once); twice != once {
		t.Errorf("%q folds to %q, and that to %q", s, once, twice)
	}
	if !utf8.ValidString(once) || strings.Join(strings.Fields(once), " ") != once {
		t.Errorf("%q folds to %q", s, once)
	}
	if strings.ContainsFunc(once, func(r rune) bool { return r != ' ' && (r == '\'' || !inWord(r) || isSilent(r)) }) {
		t.Errorf("%q folds to %q, not to words alone", s, once)
	}
	var folds []string
	for _, w := range Words(s) {
		folds = append(folds, w.Fold)
		if w.Start >= w.End || w.End > len(s) {
			t.Errorf("%q has the word %q from %d to %d", s, w.Fold, w.Start, w.End)
		}
	}
	if words := strings.Join(folds, " "); words != once {
		t.Errorf("%q folds to %q, but its words are %q", s, once, words)
	}
	if nfc := Fold(NFC(s)); nfc != once {
		t.Errorf("%q folds to %q, but in NFC to %q", s, once, nfc)
	}
}

func BenchmarkFold(b *testing.B) {
	for name, s := range map[string]string{"ASCII": "Volodymyr Zelenskyy", "Unicode": "Volodymyr Zelenskyy’s"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Fold(s)
			}
		})
	}
}

func TestHasWords(t *testing.T) {
	tests := []struct {
		name, text, words string
		want              bool
	}{
		{"a word", "the black sea", "black", true},
		{"the whole text", "the black sea", "the black sea", true},
		{"in another order", "the black sea", "sea the", true},
		{"the last begun", "the black sea", "the bl", true},
		{"another begun", "the black sea", "bl the", false},
		{"the inside of a word", "the black sea", "lack", false},
		{"the end of a word, then the word", "seas overseas sea", "sea", true},
		{"only the end of a word", "overseas", "seas", false},
		{"found late", "seal seas sea ice", "sea ice", true},
		{"a letter that stands twice inside a word", "frozen assets", "s", false},
		{"a word that is not there", "the black sea", "the red", false},
		{"no words", "the black sea", "", false},
		{"no text", "", "sea", false},
		{"letters of several bytes", "ярош ярослав", "ярос", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := HasWords(tt.text, Tokens(tt.words)); got != tt.want {
				t.Errorf("%q has %q: %t", tt.text, tt.words, got)
			}
		})
	}
}

func TestSortGroups(t *testing.T) {
	tests := []struct {
		name   string
		counts map[Value]int64
		want   []Group
	}{
		{"none", nil, []Group{}},
		{"by count falling", map[Value]int64{"a": 1, "b": 3, "c": 2}, []Group{{"b", 3}, {"c", 2}, {"a", 1}}},
		{"then by value, null last", map[Value]int64{nil: 1, "b": 1, "B": 1, "é": 1}, []Group{{"B", 1}, {"b", 1}, {"é", 1}, {nil, 1}}},
		{"null by its count", map[Value]int64{nil: 2, "b": 1}, []Group{{nil, 2}, {"b", 1}}},
		{"numbers as numbers", map[Value]int64{int64(10): 1, int64(9): 1, int64(-1): 1}, []Group{{int64(-1), 1}, {int64(9), 1}, {int64(10), 1}}},
		{"days", map[Value]int64{Day(2): 1, Day(-1): 1}, []Group{{Day(-1), 1}, {Day(2), 1}}},
		{"flags", map[Value]int64{true: 1, false: 1}, []Group{{false, 1}, {true, 1}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, SortGroups(tt.counts)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestCompare shows that each list is in order, null last.
func TestCompare(t *testing.T) {
	lists := [][]Value{
		{"", "B", "a", "ab", "z", "é", nil},
		{int64(-2), int64(0), int64(10), nil},
		{Day(-1), Day(0), Day(20_000), nil},
		{false, true, nil},
	}
	for _, list := range lists {
		for i, a := range list {
			for j, b := range list {
				if got := Compare(a, b); (got < 0) != (i < j) || (got > 0) != (i > j) {
					t.Errorf("%v against %v is %d", a, b, got)
				}
			}
		}
	}
}

func TestEqual(t *testing.T) {
	date := func() *When {
		w, err := NewWhen("", "2025", "")
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	values := func() []Value {
		return []Value{nil, "x", "y", int64(1), true, Day(1), date(), []string{"x"}, []string{"x", "y"},
			[]Identifier{{"a", "b"}}, []Identifier{}, []Said{{"when", date()}}, []Said{{"when", nil}}}
	}
	for i, a := range values() {
		for j, b := range values() {
			if Equal(a, b) != (i == j) {
				t.Errorf("%v equals %v: %t", a, b, Equal(a, b))
			}
		}
	}
}
