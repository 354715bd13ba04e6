using System.Globalization;
using Serverless.Algorithms;
using Serverless.Core.Fronts;
using Serverless.Core.Objectives;
using Serverless.Core.Tables;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads and checks imported results: each row is a distinct architecture of the space, with all values that the search compares.</summary>
sealed class ImportedRows
{
    const string Architecture = "architecture";
    const string Metrics = "metrics";
    const string Recipe = "recipe";

    readonly SearchRequest _request;
    readonly EvaluatorRules _rules;
    readonly SearchSpace? _space;
    readonly string[] _needed;
    readonly Dictionary<CandidateId, string> _places = [];

    public ImportedRows(SearchRequest request, EvaluatorRules rules)
    {
        (_request, _rules, _space) = (request, rules, SearchSpaces.Of(request.Space));

        // Rows need not give analytic metrics, which are counted here; device metrics they do, since only the search can look them up.
        _needed = request.IsExternal ? [.. ReportedMetrics.Of(request)] :
        [
            .. request.Objectives.Select(objective => (objective.Metric, objective.Name))
                .Concat(request.Constraints.Where(constraint => constraint.AtEpochs is null).Select(constraint => (constraint.Metric, constraint.Name)))
                .Where(metric => Metric.Find(metric.Metric)?.Source != MetricSource.Analytic)
                .Select(metric => metric.Name).Distinct(),
        ];
    }

    /// <summary>Returns a search's whole trainings that have all values; if there are too many, those on the front and then the latest.</summary>
    public IReadOnlyList<ImportedResult> OfSearch(ImportableSearch source)
    {
        var suited = source.Results.Where(result => result.Fidelity == Fidelity.FullName && _needed.All(result.Metrics.ContainsKey) && _request.Objectives.All(objective => result.Metrics.ContainsKey(objective.Name))).ToList();
        if (suited.Count > ImportSpecification.MostRows)
        {
            var front = FrontMerge.Merge(source.Id, previous: null, _request.Objectives, new EvaluationSet { Generation = 0, Evaluations = suited }).Front;
            var best = front.Members.Select(member => member.Candidate).ToHashSet();
            suited =
            [
                .. suited.Index().OrderByDescending(result => best.Contains(result.Item.Candidate)).ThenByDescending(result => result.Index)
                    .Take(ImportSpecification.MostRows).OrderBy(result => result.Index).Select(result => result.Item),
            ];
        }

        return
        [
            .. suited.Select(result => new ImportedResult
            {
                Architecture = result.Architecture,
                Metrics = _needed.ToDictionary(name => name, name => result.Metrics[name]),
                Recipe = result.Recipe,
            }),
        ];
    }

    /// <summary>Reads rows from JSON.</summary>
    public IReadOnlyList<ImportedResult> OfList(JsonFields fields, string name)
    {
        var rows = new List<ImportedResult>();
        foreach (var (place, row) in fields.Objects(name, ImportSpecification.MostRows).Index())
        {
            var architecture = row.Text(Architecture) ?? "";
            var metrics = row.RequiredObject(Metrics, "the row's values by name")?.Numbers("", _ => true) ?? [];
            rows.Add(new ImportedResult { Architecture = architecture, Metrics = metrics, Recipe = row.Text(Recipe) });
            row.ReportUnknown();
            foreach (var fault in FaultsOf(rows[^1], $"row {place}"))
            {
                fields.Fault(name, place, fault);
            }
        }

        if (rows.Count == 0)
        {
            fields.Fault(name, "This list has no rows: add results, or remove importFrom.");
        }

        return rows;
    }

    /// <summary>Reads rows from CSV: a header of <c>architecture</c> and metric names, with or without [units]; other columns are ignored.</summary>
    public IReadOnlyList<ImportedResult> OfCsv(JsonFields fields, string name, string text)
    {
        var rows = new List<ImportedResult>();
        var before = 0;
        try
        {
            var csv = new CsvReader(new StringReader(text), "importFrom.csv");
            var header = csv.Read() ?? [];
            var architecture = header.FindIndex(cell => NameOf(cell) == Architecture);
            var columns = _needed.ToDictionary(column => column, column => header.FindIndex(cell => NameOf(cell) == column));
            foreach (var fault in FaultsOf(header, architecture, columns))
            {
                fields.Fault(name, fault);
                before++;
            }

            while (before == 0 && rows.Count <= ImportSpecification.MostRows && csv.Read() is { } cells)
            {
                rows.Add(ReadLine(fields, name, csv.Line, cells, architecture, columns));
            }
        }
        catch (TableException malformed)
        {
            fields.Fault(name, malformed.Message);
            return [];
        }

        if (before == 0 && rows.Count is 0 or > ImportSpecification.MostRows)
        {
            fields.Fault(name, rows.Count == 0 ? "There is no row after the header: add results, or remove importFrom." : $"There are more than {ImportSpecification.MostRows:N0} rows; keep the best.");
        }

        return rows;
    }

    ImportedResult ReadLine(JsonFields fields, string name, long line, List<string> cells, int architecture, Dictionary<string, int> columns)
    {
        var metrics = new Dictionary<string, double>();
        foreach (var (metric, place) in columns)
        {
            var cell = place < cells.Count ? cells[place] : "";
            if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
            {
                metrics[metric] = value;
            }
            else
            {
                fields.Fault(name, $"Line {line}: {metric} is {ErrorText.Text(cell)}, not a number; remove the row, or complete it.");
                metrics[metric] = 0;
            }
        }

        var row = new ImportedResult { Architecture = architecture < cells.Count ? cells[architecture] : "", Metrics = metrics };
        foreach (var fault in FaultsOf(row, $"line {line}"))
        {
            fields.Fault(name, $"Line {line}: {fault}");
        }

        return row;
    }

    static IEnumerable<string> FaultsOf(List<string> header, int architecture, Dictionary<string, int> columns)
    {
        if (columns.Where(column => column.Value < 0).Select(column => column.Key).Concat(architecture < 0 ? [Architecture] : []).ToList() is [_, ..] missing)
        {
            yield return $"Line 1: the header lacks {ErrorText.Names(missing)}; it has {ErrorText.Names(header.Select(VisibleText.Quote))}.";
        }

        foreach (var (metric, place) in columns.Where(column => column.Value >= 0))
        {
            var cell = header[place];
            if (Metric.Find(metric.Split('@')[0]) is { } known && cell.EndsWith(']') && cell[(cell.LastIndexOf('[') + 1)..^1] is var unit && unit != known.Unit)
            {
                yield return $"Line 1: {metric} must be in {(known.Unit.Length > 0 ? known.Unit : "no unit")}, not in {ErrorText.Text(unit)}; convert the column.";
            }
        }
    }

    // Returns the part before the unit: "latencyMs@board" of "latencyMs@board [ms]".
    static string NameOf(string cell) => cell.EndsWith(']') && cell.LastIndexOf(" [", StringComparison.Ordinal) is > 0 and var end ? cell[..end] : cell;

    IEnumerable<string> FaultsOf(ImportedResult row, string place)
    {
        if (_space is null)
        {
            yield break;
        }

        if (!_space.TryParse(row.Architecture, out var architecture, out var error))
        {
            yield return $"{ErrorText.Text(row.Architecture)} is not an architecture of '{_space.Name}'. {error}";
        }
        else if (_space.IdOf(architecture) is var id && !_places.TryAdd(id, place))
        {
            yield return $"This is candidate {id}, the same as {_places[id]}: keep one of them.";
        }

        if (_needed.Where(name => !row.Metrics.ContainsKey(name)).ToList() is [_, ..] missing)
        {
            yield return $"The metrics lack {ErrorText.Names(missing)}, which this search compares or bounds; complete the row, or remove it.";
        }

        foreach (var (metric, value) in row.Metrics.Where(metric => _needed.Contains(metric.Key)))
        {
            if (_rules.RangeOf(metric.Split('@')[0]) is { } range && (value < range.Least || value > range.Most))
            {
                yield return $"{metric} is {ErrorText.Number(range.Least)} to {ErrorText.Number(range.Most)}, not {ErrorText.Number(value)}; check the unit.";
            }
            else if (!MetricRange.Holds(value))
            {
                yield return $"{metric} is {ErrorText.Number(value)}; the largest magnitude is {ErrorText.Number(MetricRange.Largest)}.";
            }
        }
    }
}
