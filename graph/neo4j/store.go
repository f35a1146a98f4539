package neo4j

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/log"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// Config says where the graph is kept and how it is reached.
type Config struct {
	URI      string // neo4j://host:7687, or with bolt, +s, +ssc
	Username string
	Password string `json:"-"`
	CAFile   string // the authorities that certificates are held against with +s, in PEM; "" is those of the system
	Database string // "" is the user's home database
	Model    *graph.Model

	MaxConnections int           // so many transactions run at once; 0 means 50
	MaxWait        time.Duration // so long a call waits for its turn; 0 means a second
	MaxRetry       time.Duration // so long a transaction is tried again; 0 means 10 s
	ReadTimeout    time.Duration // of a read whose context has no deadline; 0 means 30 s
	WriteTimeout   time.Duration // of a write whose context has none; 0 means 5 minutes

	BoltLog log.BoltLogger // sees each message to and from the server; may be nil
}

// String tells of the configuration without the password.
func (c Config) String() string {
	return fmt.Sprintf("Neo4j at %s, database %q, user %q", address(c.URI), c.Database, c.Username)
}

// Format is String for every verb, so that none prints the password.
func (c Config) Format(f fmt.State, _ rune) { fmt.Fprint(f, c.String()) }

// LogValue is what a log shows.
func (c Config) LogValue() slog.Value {
	return slog.GroupValue(slog.String("uri", address(c.URI)), slog.String("database", c.Database), slog.String("user", c.Username))
}

// address is a URI without what may be secret in it.
func address(uri string) string {
	u, err := url.Parse(uri)
	if err != nil {
		return "an address that cannot be read"
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host}).String()
}

// withDefaults fills in what is left open.
func (c Config) withDefaults() Config {
	c.MaxConnections = cmp.Or(c.MaxConnections, 50)
	c.MaxWait, c.MaxRetry = cmp.Or(c.MaxWait, time.Second), cmp.Or(c.MaxRetry, 10*time.Second)
	c.ReadTimeout, c.WriteTimeout = cmp.Or(c.ReadTimeout, 30*time.Second), cmp.Or(c.WriteTimeout, 5*time.Minute)
	return c
}

// Store is a graph in Neo4j. It is safe for concurrent use.
type Store struct {
	config    Config
	model     *graph.Model
	tables    layout.Tables
	driver    neo4j.DriverWithContext
	door      door
	bookmarks neo4j.BookmarkManager // what is written here is read here
	slots     chan struct{}         // one for each transaction that runs
	writing   chan struct{}         // held by the one writer of this process

	counts    counts
	condition condition
	begins    atomic.Int64 // how long a transaction may take to begin: a time.Duration
	settled   atomic.Int64 // the last revision that is known to be wholly visible
	doubted   atomic.Pointer[doubted]
	closed    context.Context
	close     context.CancelFunc
	running   sync.WaitGroup // what makes Neo4j usable, and what tells that a write is visible

	versions versions // those of this server
	batch    int      // how much a migration does at once, in the place of what its steps say
}

// New makes a store of a configuration. The database need not be up.
func New(ctx context.Context, c Config) (*Store, error) {
	if c.Model == nil {
		return nil, graph.Errorf(graph.Internal, "neo4j", "there is no model")
	}
	if err := errors.Join(checkURI(c.URI), checkSignIn(c), layout.Check(c.Model)); err != nil {
		return nil, err
	}
	at, err := doorOf(c)
	if err != nil {
		return nil, err
	}
	c = c.withDefaults()
	auth := neo4j.NoAuth()
	if c.Username != "" {
		auth = neo4j.BasicAuth(c.Username, c.Password, "")
	}
	driver, err := neo4j.NewDriverWithContext(c.URI, auth, func(d *config.Config) { configure(d, c, at.tls) })
	if err != nil {
		return nil, &graph.Error{Code: graph.BadInput, Op: "neo4j", Message: "the driver does not take the configuration", Err: err}
	}
	c.Password = "" // the driver has it; nobody else needs it
	s := &Store{
		config: c, model: c.Model, tables: layout.NewTables(c.Model), driver: driver, door: at,
		bookmarks: neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{}),
		slots:     make(chan struct{}, c.MaxConnections),
		writing:   make(chan struct{}, 1),
		condition: condition{turned: make(chan struct{})},
		versions:  current(),
	}
	s.begins.Store(int64(maxConnect))
	s.closed, s.close = context.WithCancel(context.WithoutCancel(ctx))
	return s, nil
}

// maxConnect is how long a connection may take, sign-in and all.
const maxConnect = 5 * time.Second

// configure sets the driver up. Its pool is never the one to run out, since a
// transaction has a slot first; a routing table takes a connection more. It tries
// nothing twice: what it would try for how long depends on nothing but time.
func configure(d *config.Config, c Config, t *tls.Config) {
	d.MaxConnectionPoolSize = c.MaxConnections + 2
	d.MaxTransactionRetryTime = 0
	d.ConnectionAcquisitionTimeout = maxConnect
	d.SocketConnectTimeout = beginTime
	d.TlsConfig = t
	d.NotificationsMinSeverity = notifications.DisabledLevel
	d.TelemetryDisabled = true
	d.UserAgent = "parley " + neo4j.UserAgent
}

// checkURI checks what can be checked of an address without going there. It
// does not repeat the address, in which a password may stand.
func checkURI(uri string) error {
	u, err := url.Parse(uri)
	if err != nil {
		return graph.Errorf(graph.BadInput, "neo4j", "the address of Neo4j cannot be read: write neo4j://host:7687")
	}
	schemes := []string{"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"}
	switch {
	case !slices.Contains(schemes, u.Scheme):
		return graph.Errorf(graph.BadInput, "neo4j", "the address of Neo4j begins with one of %v, followed by ://", schemes)
	case u.User != nil:
		return graph.Errorf(graph.BadInput, "neo4j", "the user and the password do not belong into the address of Neo4j")
	case u.Hostname() == "":
		return graph.Errorf(graph.BadInput, "neo4j", "the address of Neo4j lacks a host: write neo4j://host:7687")
	}
	return nil
}

// checkSignIn refuses half of what signing in takes.
func checkSignIn(c Config) error {
	switch {
	case c.Username == "" && c.Password != "":
		return graph.Errorf(graph.BadInput, "neo4j", "there is a password for Neo4j and no user name: set NEO4J_USERNAME too, which is neo4j unless you changed it")
	case c.Username != "" && c.Password == "":
		return graph.Errorf(graph.BadInput, "neo4j", "there is a user name for Neo4j and no password: set NEO4J_PASSWORD too")
	}
	return nil
}

// Snapshot returns a reader of the database as it is when it is asked.
func (s *Store) Snapshot() graph.Reader { return reader{s, s.read, s.newSight()} }

// Ready returns why the database cannot be used, if it cannot.
func (s *Store) Ready(ctx context.Context) error {
	if err := graph.Ended(ctx, "ready"); err != nil {
		return err
	}
	if err := s.usable(ctx, "ready"); err != nil {
		return err
	}
	is, err := s.ping(ctx)
	if err == nil {
		err = s.versions.holds(is)
		s.lose(err)
	}
	return err
}

// Close ends what is under way and releases all connections.
func (s *Store) Close() error {
	s.condition.Lock() // nobody starts to mend after that
	s.close()
	s.condition.Unlock()
	s.running.Wait()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	return failure(ctx, "close", s.driver.Close(ctx), false)
}
