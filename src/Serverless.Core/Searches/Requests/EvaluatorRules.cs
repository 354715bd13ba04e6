using Serverless.Algorithms;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Defines what the other sections of a request can contain with one kind of evaluator.</summary>
abstract class EvaluatorRules
{
    /// <value>Names of the spaces whose candidates it can evaluate. Null: any, because the evaluator is unknown, which is reported elsewhere.</value>
    public abstract IReadOnlyList<string>? SpaceNames { get; }

    /// <value>Metrics that constraints can limit. Null: any.</value>
    public abstract IReadOnlyList<string>? ConstraintMetrics { get; }

    /// <value>The budget that error messages suggest when none is given.</value>
    public abstract string ExampleBudget { get; }

    /// <param name="specification">The evaluator that the request names; null: candidates are trained.</param>
    /// <param name="catalogue">The catalogue of what the request can name.</param>
    public static EvaluatorRules Of(EvaluatorSpecification? specification, RequestCatalogue catalogue) => specification switch
    {
        { Kind: EvaluatorKind.Table, Table: var name } => new TableRules(name, catalogue.Tables.FirstOrDefault(known => known.Name == name)),
        { Kind: EvaluatorKind.External } => new ExternalRules(catalogue),
        _ => new TrainingRules(catalogue),
    };

    /// <value>The reason why no recipe can be searched together with the architecture; null when one can.</value>
    public virtual string? FaultOfRecipe => null;

    /// <summary>Reads <c>/dataset</c>.</summary>
    public abstract DatasetSpecification ReadDataset(JsonFields root, SpaceSpecification space);

    /// <summary>Reads an item of <c>/objectives</c>.</summary>
    public abstract Objective ReadObjective(JsonFields item, SpaceSpecification space);

    /// <summary>Reads the device of a metric.</summary>
    /// <param name="fields">The fields of an objective or a constraint.</param>
    /// <param name="metric">Its metric; null when the request gives no valid one.</param>
    /// <param name="space">The space whose operations the device's table has to contain.</param>
    /// <returns>The device; null when the metric does not depend on a device.</returns>
    public abstract string? ReadDevice(JsonFields fields, string? metric, SpaceSpecification space);

    /// <summary>Reads the rung to which a constraint applies, in epochs.</summary>
    /// <param name="fields">The fields of a constraint.</param>
    /// <param name="metric">Its metric; null when the request gives no valid one.</param>
    /// <returns>The epochs; null when the constraint applies to no particular rung.</returns>
    public virtual int? ReadEpochs(JsonFields fields, string? metric) => null;

    /// <summary>Reports limits that this kind of evaluation never uses up.</summary>
    /// <param name="fields">The fields of <c>/budgets</c>.</param>
    public virtual void CheckBudgets(JsonFields fields)
    {
        // By default, an evaluator uses up every limit.
    }

    /// <summary>
    /// Returns the epochs of an algorithm's fidelities, ascending; reports an error and returns null if two fidelities have the same epochs.
    /// </summary>
    /// <param name="root">The request's fields.</param>
    /// <param name="request">The request as read so far.</param>
    /// <param name="fidelities">The fidelities of the algorithm, at least two.</param>
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

    /// <summary>Reports rungs, failure limits and objectives that do not fit how this evaluator trains.</summary>
    /// <param name="root">The request's fields.</param>
    /// <param name="request">The request as read so far.</param>
    public abstract void CheckTraining(JsonFields root, SearchRequest request);

    /// <summary>Reports limits that do not cover one whole evaluation.</summary>
    /// <param name="root">The request's fields.</param>
    /// <param name="request">The request as read so far.</param>
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
                $"{ErrorText.Number(gpuSeconds)} GPU seconds are not enough for one whole training of {wholeTraining} epochs of {ErrorText.Number(perEpoch)} seconds each; allow at least {ErrorText.Number(perEpoch * wholeTraining)}, or use fewer seconds for an epoch.");
        }
    }

    /// <summary>Reports what a surrogate cannot do with this evaluator.</summary>
    /// <param name="fields">The fields of <c>/surrogate</c>.</param>
    /// <param name="request">The rest of the request as read so far.</param>
    /// <param name="specification">The surrogate as read from <paramref name="fields"/>.</param>
    public abstract void CheckSurrogate(JsonFields fields, SearchRequest request, SurrogateSpecification specification);

    /// <returns>The shape of the networks' input; null when the dataset does not define it.</returns>
    public abstract ImageShape? ShapeOf(SearchRequest request);

    /// <returns>The objectives that a surrogate has to predict.</returns>
    public abstract IReadOnlyList<Objective> TargetsOf(SearchRequest request);

    /// <returns>The range of a metric's values; null when it is not known.</returns>
    public abstract (double Least, double Most)? RangeOf(string metric);
}
