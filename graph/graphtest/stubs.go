package graphtest
import "testing"
func (s *suite) testPaging(t *testing.T) {}
func (s *suite) testMovingPages(t *testing.T) {}
func (s *suite) testSearch(t *testing.T) {}
func (s *suite) testExpand(t *testing.T) {}
func (s *suite) testApply(t *testing.T) {}
func (s *suite) testRefusals(t *testing.T) {}
func (s *suite) testValues(t *testing.T) {}
func (s *suite) testSources(t *testing.T) {}
func (s *suite) testSnapshots(t *testing.T) {}
func (s *suite) testContexts(t *testing.T) {}
func (s *suite) testReadersWhileWriting(t *testing.T) {}
func (s *suite) testRandomChanges(t *testing.T) {}
