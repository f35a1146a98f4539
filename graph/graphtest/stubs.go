package graphtest
import "testing"
func (s *suite) testSnapshots(t *testing.T) {}
func (s *suite) testContexts(t *testing.T) {}
func (s *suite) testReadersWhileWriting(t *testing.T) {}
func (s *suite) testRandomChanges(t *testing.T) {}
