using Serverless.Algorithms;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Rules for requests whose candidates are looked up in a table: its columns are the metrics, and nothing is trained.</summary>
/// <param name="name">The name of the table; null when the request gives no valid one.</param>
/// <param name="table">The table; null when it is not known here.</param>
sealed class TableRules(string? name, TableDescription? table) : EvaluatorRules
{
    static readonly string[] TrainingBudgets = ["trainings", "epochs", "gpuSeconds", "gpuSecondsPerEpoch", "cost", "prices"];

    /// <inheritdoc/>
    public override IReadOnlyList<string>? SpaceNames =>
        table?.SpaceNames ?? (name is null ? null : [.. SearchSpaces.Names, TableSpace.NameOf(name)]);

    /// <inheritdoc/>
    public override IReadOnlyList<string>? ConstraintMetrics => table?.Metrics.Select(metric => metric.Column).ToList();

    /// <inheritdoc/>
    public override string ExampleBudget => "evaluations";

    /// <inheritdoc/>
    public override string FaultOfRecipe => "A search of a table trains nothing, so it has no recipe to search; remove this field.";

    /// <inheritdoc/>
    public override DatasetSpecification ReadDataset(JsonFields root, SpaceSpecification space) => DatasetSection.ReadOfTable(root.Object("dataset"), name);

    /// <inheritdoc/>
    public override Objective ReadObjective(JsonFields item, SpaceSpecification space) => TableObjective.Read(item, table);

    /// <inheritdoc/>
    public override string? ReadDevice(JsonFields fields, string? metric, SpaceSpecification space)
    {
        TableObjective.RefuseDevice(fields);
        return null;
    }

    /// <inheritdoc/>
    public override void CheckBudgets(JsonFields fields)
    {
        foreach (var budget in TrainingBudgets.Where(fields.Has))
        {
            fields.Fault(budget, "A search of a table trains nothing; limit evaluations instead.");
        }
    }

    /// <inheritdoc/>
    /// <remarks>One column per fidelity, in order, since a table holds only certain lengths of training.</remarks>
    public override IReadOnlyList<int>? EpochsOf(JsonFields root, SearchRequest request, IReadOnlyList<Fidelity> fidelities)
    {
        if (table is null)
        {
            return null;
        }

        var epochs = table.FidelitiesOf(request.Objectives.Select(objective => objective.Metric));
        if (epochs?.Count == fidelities.Count)
        {
            return epochs;
        }

        root.Fault(
            "algorithm",
            $"'{request.Algorithm.Name}' evaluates at {fidelities.Count} fidelities, but for these objectives the table '{table.Name}' has "
            + $"{epochs switch { null => "trainings that differ", [] => "one training each", _ => $"{epochs.Count}, of {string.Join(" and ", epochs)} epochs" }}: "
            + $"give the algorithm {(epochs is { Count: > 1 } ? $"\"rungs\": {epochs.Count}" : "\"rungs\": 1, or name columns of shorter trainings by \"lower\" in table.json")}, or use another algorithm.");
        return null;
    }

    /// <inheritdoc/>
    public override void CheckTraining(JsonFields root, SearchRequest request)
    {
        if (request.MaxFailures is not null)
        {
            root.Fault("maxFailures", "A search of a table trains nothing, so its evaluations do not fail; remove this field.");
        }

        if (request.Training.Rungs is not null && !OwnFidelities.AreOf(request))
        {
            root.Fault("training", "A search of a table trains nothing, so it has no rungs; remove this field.");
        }

        if (table is not null && TableScreening.FaultOf(request, table) is { } fault)
        {
            root.Fault("algorithm", fault);
        }
    }

    /// <inheritdoc/>
    public override void CheckSurrogate(JsonFields fields, SearchRequest request, SurrogateSpecification specification)
    {
        if (request.Space.Name.Length > 0 && SearchSpaces.Of(request.Space) is null)
        {
            fields.Fault($"Only the rows of '{request.Space.Name}' are known, not its architectures, so there is nothing to predict from; remove this field.");
        }

        if (table is { Layers: not null })
        {
            fields.Fault($"Metrics of '{table.Name}' are exact sums over layers, so there is nothing to predict; remove this field.");
        }

        if (specification.OtherSearches)
        {
            fields.Fault("otherSearches", "Searches of a table share no trainings to learn from; remove this field.");
        }
    }

    /// <inheritdoc/>
    public override ImageShape? ShapeOf(SearchRequest request) => TableImages.Shape;

    /// <inheritdoc/>
    public override IReadOnlyList<Objective> TargetsOf(SearchRequest request) => request.Objectives;

    /// <inheritdoc/>
    public override (double Least, double Most)? RangeOf(string metric) => table?.Find(metric) is { Unit: "%" } ? (0, MetricRange.MostPercent) : null;
}
