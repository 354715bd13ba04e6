using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tables;

namespace Serverless.Core.Evaluators;

/// <summary>Defines how an algorithm that searches by zero-cost metrics compares a table's candidates before it looks up whole evaluations.</summary>
public static class TableScreening
{
    /// <summary>Returns the columns of the metrics that the algorithm uses, in its order, then the objectives that need no training.</summary>
    /// <param name="request">A search of the table.</param>
    /// <param name="table">The description of the table, which says which column holds which metric; of several, the first is used.</param>
    /// <returns>Empty if the algorithm uses none.</returns>
    /// <exception cref="TableException">No column holds one of the metrics.</exception>
    public static IReadOnlyList<Objective> Of(SearchRequest request, TableDescription table)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(table);
        if (request.Algorithm.ZeroCostMetrics.Count == 0)
        {
            return [];
        }

        if (FaultOf(request, table) is { } fault)
        {
            throw new TableException(table.Name, fault);
        }

        var proxies = request.Algorithm.ZeroCostMetrics.Select(metric => ColumnOf(table, metric)!.ToObjective());
        return [.. proxies.Concat(CostsOf(request, table)).DistinctBy(objective => objective.Name)];
    }

    /// <summary>Returns why an algorithm cannot search a table, with a remedy; null when it can.</summary>
    public static string? FaultOf(SearchRequest request, TableDescription table)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(table);
        if (request.Algorithm.NeedsCosts && CostsOf(request, table).All(cost => request.Algorithm.ZeroCostMetrics.Contains(table.Find(cost.Metric)!.Metric)))
        {
            return $"'{request.Algorithm.Name}' also compares costs, but no objective is a column of the table '{table.Name}' that is known before training, such as one whose "
                + "\"metric\" is \"latencyMs\": add one, or use another algorithm.";
        }

        string[] missing = [.. request.Algorithm.ZeroCostMetrics.Where(metric => ColumnOf(table, metric) is null)];
        return missing.Length == 0
            ? null
            : $"'{request.Algorithm.Name}' searches by the zero-cost metrics {string.Join(", ", request.Algorithm.ZeroCostMetrics)}, but the table '{table.Name}' has no "
                + $"column of {string.Join(", ", missing)}: specify in its table.json which columns hold them, each by \"metric\": \"{missing[0]}\", or use another algorithm.";
    }

    static IEnumerable<Objective> CostsOf(SearchRequest request, TableDescription table) =>
        request.Objectives.Where(objective => table.Find(objective.Metric) is { TakesTraining: false });

    static TableMetric? ColumnOf(TableDescription table, string metric) => table.Metrics.FirstOrDefault(column => column.Metric == metric);
}
