//go:build unix

package sqlite

import (
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	lib "modernc.org/sqlite/lib"
)

// A power cut takes what is not synced: each write since then may be on the disk
// in whole, in part or not at all, whatever became of those before and after it.

// TestPowerCut cuts the power a thousand times as a story is written, between
// any two acts: what was applied is there, and nothing is half there.
func TestPowerCut(t *testing.T) {
	cuts := 1000
	if testing.Short() {
		cuts = 100
	}
	for name, s := range map[string]*story{"a log that fills": tellMore(t, 60), "a log that is emptied": tell(t, 60)} {
		if lost, wrong := s.cut(t, cuts/2, "FULL"); lost > 0 || wrong > 0 {
			t.Errorf("%s: of %d power cuts, %d lost what was applied, and %d left what was never there", name, cuts/2, lost, wrong)
		}
	}
}

// TestPowerCutHarness shows that the cuts find what a store loses that does not
// sync. Where its log shows that, it does not open.
func TestPowerCutHarness(t *testing.T) {
	lost, wrong := told(t, 1, 60, addingStory).cut(t, 100, "NORMAL") // always the same, as cuts may by chance find little
	if lost+wrong < 50 {
		t.Errorf("without its syncs a store lost something in %d of 100 power cuts alone, and knew it in %d", lost, wrong)
	}
	t.Logf("with synchronous=NORMAL, %d of 100 power cuts lost something, and in %d the store knew it", lost, wrong)
}

// applies is the act of saying that an Apply is made.
const applies actSort = "apply"

// cut writes the story to a new store, and opens what so many power cuts leave
// of it. Some lose what was applied; in some what is there is wrong.
func (s *story) cut(t *testing.T, cuts int, synchronous string) (lost, wrong int) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "parley.db")
	closed(t, s.open(t, path))
	p := &power{rng: rand.New(rand.NewPCG(s.seed, 2)), files: map[string]*onDisk{path: {named: true, synced: read(t, path)}}}
	acts := s.recorded(t, path, synchronous)

	at := make([]int, cuts)
	for i := range at {
		at[i] = p.rng.IntN(len(acts) + 1)
	}
	slices.Sort(at)
	done, applied := 0, 0
	for _, cut := range at {
		for ; done < cut; done++ {
			if acts[done].sort == applies {
				applied++
			}
			p.does(acts[done])
		}
		switch n := s.found(t, p.off(t, path)); {
		case n < 0 || n > applied+1:
			wrong++
		case n < applied:
			lost++
		}
	}
	return lost, wrong
}

// recorded writes the story to a store and returns all acts that this took.
func (s *story) recorded(t *testing.T, path, synchronous string) (acts []act) {
	t.Helper()
	defer watching(func(a act) int32 { acts = append(acts, a); return lib.SQLITE_OK })()
	err := s.write(t.Context(), path, func(store *Store) {
		if _, err := store.file.db.Exec("PRAGMA synchronous = " + synchronous); err != nil {
			t.Fatal(err)
		}
	}, func(*Store) { acts = append(acts, act{sort: applies}) })
	if err != nil {
		t.Fatal(err)
	}
	return acts
}

// found returns how many Applies of the story a store holds, or -1 where it does
// not open or holds something else.
func (s *story) found(t *testing.T, path string) int {
	t.Helper()
	store, err := Open(t.Context(), s.model, path)
	if err != nil {
		t.Log(err)
		return -1
	}
	defer closed(t, store)
	n := int(store.file.head.batch)
	if n >= len(s.states) || digest(t, store) != s.states[n] {
		return -1
	}
	return n
}

// power is a disk whose power can be cut.
type power struct {
	rng   *rand.Rand
	files map[string]*onDisk
}

// onDisk is a file: what is synced of it, and what was done to it since.
type onDisk struct {
	synced []byte
	since  []act
	named  bool    // its name in the folder is synced
	gone   bool    // its name is taken away, which is not synced
	before *onDisk // the file that had the name before, whose end is not synced
}

// does does an act as SQLite's unix VFS does it, which syncs the folder of a log
// or a journal with the first sync of the file.
func (p *power) does(a act) {
	f := p.files[a.path]
	switch a.sort {
	case makes:
		if p.files[a.path] = (&onDisk{}); f != nil {
			p.files[a.path].before = f
		}
	case removes:
		if f != nil && a.sure {
			delete(p.files, a.path)
		} else if f != nil {
			f.gone = true
		}
	case syncs:
		f.synced, f.since, f.named, f.before = f.content(), nil, true, nil
	case writes, truncates:
		f.since = append(f.since, a)
	}
}

// content is the file with all that was done.
func (f *onDisk) content() []byte {
	data := slices.Clone(f.synced)
	for _, a := range f.since {
		data = a.on(data)
	}
	return data
}

// on returns what an act makes of a file.
func (a act) on(data []byte) []byte {
	size := int(a.at)
	if a.sort == writes {
		size = max(len(data), size+len(a.data))
	}
	for len(data) < size {
		data = append(data, 0)
	}
	if a.sort == writes {
		copy(data[a.at:], a.data)
	}
	return data[:size]
}

// off cuts the power, and writes what is left to a new folder.
func (p *power) off(t *testing.T, path string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "parley.db")
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		f := p.files[name]
		if f.gone && p.rng.IntN(2) == 0 {
			continue
		}
		if !f.named && p.rng.IntN(2) == 0 {
			if f = f.before; f == nil {
				continue
			}
		}
		put(t, to+name[len(path):], p.left(f))
	}
	return to
}

// left is what is left of a file. Each cut has a mind of its own.
func (p *power) left(f *onDisk) []byte {
	since := slices.Clone(f.since)
	switch p.rng.IntN(5) {
	case 0: // all is dropped
		since = nil
	case 1: // a part of it is there
		since = since[:p.rng.IntN(len(since)+1)]
	case 2: // some is there, as it comes
		since = slices.DeleteFunc(since, func(act) bool { return p.rng.IntN(2) == 0 })
	case 3: // it is there in another order, up to a point
		p.rng.Shuffle(len(since), func(i, j int) { since[i], since[j] = since[j], since[i] })
		since = since[:p.rng.IntN(len(since)+1)]
	}
	for i, a := range since {
		if a.sort == writes && p.rng.IntN(4) == 0 {
			since[i] = p.torn(a)
		}
	}
	return (&onDisk{synced: f.synced, since: since}).content()
}

// sector is what a disk writes at once, in bytes.
const sector = 512

// torn is a write of which only some whole sectors from the beginning, or to the
// end, are on the disk.
func (p *power) torn(a act) act {
	keep := p.rng.IntN(len(a.data)/sector+1) * sector
	if p.rng.IntN(2) == 0 {
		a.data = a.data[:keep]
	} else {
		a.at, a.data = a.at+int64(keep), a.data[keep:]
	}
	return a
}
