package schema

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/api"
	"parley/schema/gate"
	"parley/schema/mutation"
	"parley/schema/planning"
)

// Schema is the GraphQL schema of a model. It is safe for concurrent use.
type Schema struct {
	model     *graph.Model
	gate      *gate.Gate
	plans     *planning.Plans
	mutations *mutation.Mutations
	responder *planning.Responder
}

// Limits bound what one request may take.
type Limits = gate.Limits

// Option changes how a schema answers.
type Option func(*settings)

// settings are what options change.
type settings struct {
	limits   Limits
	hardened bool
	kept     int // bytes of documents that are kept, and as much again of plans
}

// WithLimits bounds what a request may take; where it says zero, the default
// stands.
func WithLimits(l Limits) Option { return func(s *settings) { s.limits = l } }

// Hardened hides the schema: there is no introspection, and errors do not suggest
// names.
func Hardened() Option { return func(s *settings) { s.hardened = true } }

// withCache keeps documents, and as much again of plans, up to so many bytes.
func withCache(bytes int) Option { return func(s *settings) { s.kept = bytes } }

// defaultCache is how many bytes are kept unless told otherwise.
const defaultCache = 16 << 20

// New makes the GraphQL schema of a model.
func New(m *graph.Model, options ...Option) (*Schema, error) {
	with := settings{kept: defaultCache}
	for _, option := range options {
		option(&with)
	}
	d := api.Define(m)
	changes := mutation.Define(d)
	types, err := d.Load()
	if err != nil {
		return nil, err
	}
	g := gate.New(types, with.limits, with.hardened, with.kept)
	return &Schema{
		model: m, gate: g, plans: planning.New(d.Rules(g), with.kept), mutations: changes, responder: planning.NewResponder(g.Limits),
	}, nil
}

// Model is the model that the schema is of.
func (s *Schema) Model() *graph.Model { return s.model }

// Types returns the schema as gqlparser has it. It is not to be changed.
func (s *Schema) Types() *ast.Schema { return s.gate.Schema }

// SDL is the schema as a document.
func (s *Schema) SDL() string { return api.SDL(s.gate.Schema) }
