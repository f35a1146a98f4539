package ftm

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"parley/graph"
)

// country returns the node for an FtM country code, or false where it is no
// country's.
func country(code string) (id string, props map[string]graph.Value, ok bool) {
	code = strings.ToLower(code)
	if code == "eu" {
		return "organization:european-union", map[string]graph.Value{"name": "European Union", "classification": "INTERGOVERNMENTAL"}, true
	}
	if name := ownName(code); name != "" {
		return "country:" + code, map[string]graph.Value{"name": name}, true
	}
	name := isoName(strings.ToUpper(code))
	if name == "" {
		return "", nil, false
	}
	return "country:" + code, map[string]graph.Value{"name": name, "iso": strings.ToUpper(code)}, true
}

// isoName names an ISO 3166-1 alpha-2 code of today, or gives "".
func isoName(code string) string {
	switch code {
	case "UN": // CLDR has the United Nations among the countries
		return ""
	case "MK":
		return "North Macedonia"
	case "SZ":
		return "Eswatini"
	case "CD":
		return "Democratic Republic of the Congo"
	case "CG":
		return "Republic of the Congo"
	}
	region, err := language.ParseRegion(code)
	if err != nil || len(code) != 2 || !region.IsCountry() || region.Canonicalize() != region {
		return ""
	}
	return display.English.Regions().Name(region)
}

// ownName names the countries for which FtM has codes that ISO 3166-1 has not,
// or has no longer.
func ownName(code string) string {
	switch code {
	case "su":
		return "Soviet Union"
	case "dd":
		return "German Democratic Republic"
	case "yucs":
		return "Yugoslavia"
	case "csxx":
		return "Serbia and Montenegro"
	case "cshh":
		return "Czechoslovakia"
	case "xk":
		return "Kosovo"
	}
	return ""
}
