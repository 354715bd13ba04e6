using Serverless.Algorithms;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>What an evaluator lets the other sections of a request say; each kind has its own.</summary>
abstract class EvaluatorRules
{
    /// <value>Names of the spaces that it evaluates candidates of; null: any will do, since it is unknown and that is reported.</value>
    public abstract IReadOnlyList<string>? SpaceNames { get; }

    /// <value>Metrics that constraints may bound; null: any will do.</value>
    public abstract IReadOnlyList<string>? ConstraintMetrics { get; }

    /// <value>The budget to propose where none is given.</value>
    public abstract string ExampleBudget { get; }

    /// <param name="specification">What the request says; null: candidates are trained.</param>
    /// <param name="catalogue">What the request may name.</param>
    public static EvaluatorRules Of(EvaluatorSpecification? specification, RequestCatalogue catalogue) => specification switch
    {
        { Kind: EvaluatorKind.Table, Table: var name } => new TableRules(name, catalogue.Tables.FirstOrDefault(known => known.Name == name)),
        { Kind: EvaluatorKind.External } => new ExternalRules(catalogue),
        _ => new TrainingRules(catalogue),
    };

    /// <value>Why no recipe can be searched beside the architecture; null where one can.</value>
    public virtual string? FaultOfRecipe => null;

    /// <summary>Reads <c>/dataset</c>.</summary>
    public abstract DatasetSpecification ReadDataset(JsonFields root, SpaceSpecification space);

    /// <summary>Reads an item of <c>/objectives</c>.</summary>
    public abstract Objective ReadObjective(JsonFields item, SpaceSpecification space);

    /// <summary>Reads the device that a metric is of.</summary>
    /// <param name="fields">Those of an objective or a constraint.</param>
    /// <param name="metric">Its metric; null when the request gives no valid one.</param>
    /// <param name="space">Whose operations a device's table must have.</param>
    /// <returns>Null where the metric is of none.</returns>
    public abstract string? ReadDevice(JsonFields fields, string? metric, SpaceSpecification space);

    /// <summary>Reads the rung that a constraint is of, by its epochs.</summary>
    /// <param name="fields">Those of a constraint.</param>
    /// <param name="metric">Its metric; null when the request gives no valid one.</param>
    /// <returns>Null where it is of none.</returns>
    public virtual int? ReadEpochs(JsonFields fields, string? metric) => null;

    /// <summary>Reports limits that nothing of it uses up.</summary>
    /// <param name="fields">Those of <c>/budgets</c>.</param>
    public virtual void CheckBudgets(JsonFields fields)
    {
        // Unless a kind says otherwise, it uses up every limit.
    }

    /// <summary>The epochs that an algorithm's fidelities come to, ascending; null where there is no training for each of them, which is reported.</summary>
    /// <param name="root">The request's fields.</param>
    /// <param name="request">What was read of it.</param>
    /// <param name="fidelities">The algorithm's, two or more.</param>
    public virtual IReadOnlyList<int>? EpochsOf(JsonFields root, SearchRequest request, IReadOnlyList<Fidelity> fidelities)
    {
        int[] Of(int epochs) => [.. fidelities.Select(fidelity => fidelity.Of(epochs))];
        if (RungLadder.IsLadder(Of(request.Training.Epochs), request.Training.Epochs))
        {
            return Of(request.Training.Epochs);
        }

        int? least = Enumerable.Range(1, TrainingSection.MostEpochs).FirstOrDefault(epochs => RungLadder.IsLadder(Of(epochs), epochs)) is > 0 and var found ? found : null;
        root.Fault(
            "training",
            $"'{request.Algorithm.Name}' evaluates at {fidelities.Count} fidelities, which would be {string.Join(", ", Of(request.Training.Epochs))} of {request.Training.Epochs} epochs: "
            + $"{(least is null ? "" : $"give at least {least} epochs, or ")}give the algorithm fewer rungs.");
        return null;
    }

    /// <summary>Reports rungs, failure limits and objectives that do not go with how it trains.</summary>
    /// <param name="root">The request's fields.</param>
    /// <param name="request">What was read of it.</param>
    public abstract void CheckTraining(JsonFields root, SearchRequest request);

    /// <summary>Reports limits that do not cover one evaluation in whole.</summary>
    /// <param name="root">The request's fields.</param>
    /// <param name="request">What was read of it.</param>
    protected static void CheckEpochs(JsonFields root, SearchRequest request)
    {
        var wholeTraining = request.Training.Epochs * request.TrainingsPerCandidate;
        if (request.Budgets.Epochs < wholeTraining)
        {
            root.Fault(
                "budgets",
                $"{request.Budgets.Epochs} epochs are not enough for one whole training of {wholeTraining}; allow at least as many.");
        }

        if (request.Budgets is { GpuSeconds: { } gpuSeconds, GpuSecondsPerEpoch: { } perEpoch } && gpuSeconds < perEpoch * wholeTraining)
        {
            root.Fault(
                "budgets",
                $"{ErrorText.Number(gpuSeconds)} GPU seconds are not enough for one whole training of {wholeTraining} epochs of {ErrorText.Number(perEpoch)} seconds each; allow at least {ErrorText.Number(perEpoch * wholeTraining)}, or take less for an epoch.");
        }
    }

    /// <summary>Reports what a surrogate cannot do for it.</summary>
    /// <param name="fields">Those of <c>/surrogate</c>.</param>
    /// <param name="request">What was read of the rest.</param>
    /// <param name="specification">What was read of <paramref name="fields"/>.</param>
    public abstract void CheckSurrogate(JsonFields fields, SearchRequest request, SurrogateSpecification specification);

    /// <returns>What networks are fed; null when the dataset does not tell.</returns>
    public abstract ImageShape? ShapeOf(SearchRequest request);

    /// <returns>The objectives that a surrogate has to predict.</returns>
    public abstract IReadOnlyList<Objective> TargetsOf(SearchRequest request);

    /// <returns>The values that a metric can have; null when that is not known.</returns>
    public abstract (double Least, double Most)? RangeOf(string metric);
}
