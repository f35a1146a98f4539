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
