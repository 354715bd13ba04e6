using Serverless.Algorithms.Options;
using Serverless.Core.Devices;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Rules for requests whose candidates are trained on a dataset and measured on devices.</summary>
/// <param name="catalogue">The datasets and devices that the request can name.</param>
sealed class TrainingRules(RequestCatalogue catalogue) : EvaluatorRules
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> SpaceNames => SearchSpaces.Trainable;

    /// <inheritdoc/>
    /// <remarks>
    /// Metrics known before training, whether counted, looked up or measured on the untrained network, can keep a candidate from being trained;
    /// metrics known from training can keep it from further training, or from the front.
    /// </remarks>
    public override IReadOnlyList<string> ConstraintMetrics { get; } =
        [.. Metric.All.Where(metric => metric.Source is not (MetricSource.ZeroCost or MetricSource.Supernet)).Select(metric => metric.Name)];

    /// <inheritdoc/>
    public override string ExampleBudget => "trainings";

    /// <inheritdoc/>
    public override DatasetSpecification ReadDataset(JsonFields root, SpaceSpecification space) => DatasetSection.Read(
        root.RequiredObject("dataset", "the data that candidates are trained on, for example {\"name\": \"fashion-mnist\"}"), space, catalogue);

    /// <inheritdoc/>
    public override Objective ReadObjective(JsonFields item, SpaceSpecification space) => TrainedObjective.Read(item, space, catalogue);

    /// <inheritdoc/>
    public override string? ReadDevice(JsonFields fields, string? metric, SpaceSpecification space) =>
        TrainedObjective.ReadDevice(fields, metric is null ? null : Metric.Find(metric), space, catalogue);

    /// <inheritdoc/>
    public override int? ReadEpochs(JsonFields fields, string? metric)
    {
        var epochs = fields.OptionalWhole("atEpochs", 1, TrainingSection.MostEpochs);
        if (epochs is not null && metric is not null && Metric.Find(metric)?.Source != MetricSource.Training)
        {
            fields.Fault("atEpochs", $"'{metric}' does not depend on how far a candidate is trained; remove this field.");
            return null;
        }

        return epochs;
    }

    /// <inheritdoc/>
    public override void CheckTraining(JsonFields root, SearchRequest request)
    {
        var rungs = (request.Training.Rungs ?? []).Where(epochs => epochs > 0 && epochs < request.Training.Epochs).ToList();
        foreach (var epochs in request.Constraints.Select(constraint => constraint.AtEpochs).OfType<int>().Except(rungs))
        {
            root.Fault(
                "constraints",
                $"No candidates are compared after {epochs} epochs: {(rungs.Count > 0 ? $"rungs before the last are {string.Join(", ", rungs)}; use one of these, or" : "the training has no rungs before its end; add some, or")} omit atEpochs for the whole training.");
        }

        CheckEpochs(root, request);
        if (request.Algorithm is { ZeroCostMetrics: [_, ..] metrics } algorithm && request.Training.Rungs is not [0, ..])
        {
            root.Fault(
                "training",
                $"'{algorithm.Name}' searches by the zero-cost proxies {ErrorText.Names(metrics)}, computed from untrained networks: start rungs with 0, for example [0, {request.Training.Epochs}].");
        }

        if (request.Algorithm.NeedsCosts && request.Objectives.Count > 0 && RungObjectives.Costs(request).Count == 0)
        {
            root.Fault("objectives", $"'{request.Algorithm.Name}' also compares costs: add an objective that needs no training, for example {{\"metric\": \"macs\", \"goal\": \"minimise\"}}, or use another algorithm.");
        }

        if (request.Objectives.FirstOrDefault(objective => NeedsReference(request, objective)) is { } similarity)
        {
            root.Fault(
                "objectives",
                $"'{similarity.Metric}' compares candidates with a trained reference network, which '{request.Algorithm.Name}' does not have: use {ErrorText.Names(WithReference)}, or remove the objective.");
            return;
        }

        if (request.Supernet is null && request.Objectives.FirstOrDefault(objective => Metric.Find(objective.Metric)?.Source == MetricSource.Supernet) is { } inherited)
        {
            root.Fault("objectives", $"'{inherited.Metric}' is computed with weights that candidates inherit from a supernet: add \"supernet\": {{}} and start training.rungs with 0, or remove the objective.");
        }

        var proxy = request.Objectives.FirstOrDefault(objective => Metric.Find(objective.Metric)?.Source == MetricSource.ZeroCost);
        if (proxy is not null && request.Training.Rungs is not [0, ..])
        {
            root.Fault("training", $"'{proxy.Metric}' is a zero-cost proxy, computed from untrained networks: start rungs with 0, for example [0, {request.Training.Epochs}].");
        }
    }

    static IEnumerable<string> WithReference => AlgorithmDescription.All.Where(algorithm => algorithm.HasReference).Select(algorithm => algorithm.Name);

    static bool NeedsReference(SearchRequest request, Objective objective) =>
        Metric.Find(objective.Metric) is { NeedsReference: true } && !request.Algorithm.HasReference;

    /// <inheritdoc/>
    public override void CheckSurrogate(JsonFields fields, SearchRequest request, SurrogateSpecification specification)
    {
        if (request.Objectives.Count > 0 && TargetsOf(request).Count == 0)
        {
            fields.Fault($"{ErrorText.Names(request.Objectives.Select(objective => objective.Name))} are computed from the architecture or looked up, so there is nothing to predict; remove this field, or add an objective that needs an evaluation.");
        }
    }

    /// <inheritdoc/>
    public override ImageShape? ShapeOf(SearchRequest request) => request.Dataset.Shape;

    /// <inheritdoc/>
    public override IReadOnlyList<Objective> TargetsOf(SearchRequest request) => PredictableObjectives.Of(
        request.Objectives, device => catalogue.Devices.Any(known => known.Id == device && known.Kind == DeviceKind.Lookup));

    /// <inheritdoc/>
    public override (double Least, double Most)? RangeOf(string metric) => Metric.Find(metric) switch
    {
        { Unit: "%" } => (0, MetricRange.MostPercent),
        { Source: MetricSource.Analytic or MetricSource.Device } => (0, double.PositiveInfinity),
        _ => null,
    };
}
