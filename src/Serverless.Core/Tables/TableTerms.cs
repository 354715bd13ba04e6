using Serverless.Core.Validation;

namespace Serverless.Core.Tables;

/// <summary>A product of columns.</summary>
/// <param name="Factor">The number by which they are multiplied.</param>
/// <param name="Columns">Headers of the metric's file.</param>
public sealed record TableTerm(double Factor, IReadOnlyList<string> Columns)
{
    public bool Equals(TableTerm? other) => other is not null && Factor.Equals(other.Factor) && Columns.SequenceEqual(other.Columns);

    public override int GetHashCode() => HashCode.Combine(Factor, Columns.Count);
}

/// <summary>Reads <c>sum</c> of a metric: the products of columns that are summed.</summary>
static class TableTerms
{
    const int Most = 32;

    /// <param name="metric">The fields of the metric.</param>
    public static IReadOnlyList<TableTerm> Read(JsonFields metric)
    {
        var terms = new List<TableTerm>();
        foreach (var item in metric.Objects("sum"))
        {
            var columns = item.Texts("columns");
            terms.Add(new TableTerm(item.Number("times") ?? 1, columns));
            item.ReportUnknown();
            if (columns.Count == 0)
            {
                item.Fault("columns", "One or more column headers are required; their values are multiplied.");
            }
        }

        if (terms.Count is 0 or > Most)
        {
            metric.Fault("sum", $"This must have 1 to {Most} products, for example [{{\"columns\": [\"encoderMs\"]}}, {{\"times\": 2, \"columns\": [\"layers\", \"layerMs\"]}}].");
        }

        return terms;
    }
}
