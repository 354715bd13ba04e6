using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>The rules when a program of the user evaluates candidates: it takes them over HTTP and reports metrics of any name.</summary>
/// <param name="catalogue">The catalogue of what the request can name, for its datasets.</param>
sealed class ExternalRules(RequestCatalogue catalogue) : EvaluatorRules
{
    /// <summary>The dataset's name in a search that names none.</summary>
    const string NoDataset = "external";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SpaceNames => SearchSpaces.Names;

    /// <inheritdoc/>
    public override IReadOnlyList<string>? ConstraintMetrics => null;

    /// <inheritdoc/>
    public override string ExampleBudget => "evaluations";

    /// <inheritdoc/>
    /// <remarks>
    /// The dataset can be left out, since the program decides what it evaluates on. If it is given, it defines the networks' input.
    /// </remarks>
    public override DatasetSpecification ReadDataset(JsonFields root, SpaceSpecification space)
    {
        var fields = root.Object("dataset");
        return fields is null || (fields.Says("name", NoDataset) && !fields.Has("source"))
            ? DatasetSection.ReadOfTable(fields, NoDataset)
            : DatasetSection.Read(fields, space, catalogue);
    }

    /// <inheritdoc/>
    public override Objective ReadObjective(JsonFields item, SpaceSpecification space) => ExternalObjective.Read(item);

    /// <inheritdoc/>
    public override string? ReadDevice(JsonFields fields, string? metric, SpaceSpecification space)
    {
        if (metric is not null || !fields.Has("metric"))
        {
            ExternalObjective.ReadMetric(fields);
        }

        ExternalObjective.RefuseDevice(fields);
        return null;
    }

    /// <inheritdoc/>
    public override void CheckTraining(JsonFields root, SearchRequest request)
    {
        var defaults = new TrainingRecipe();
        var own = defaults with { Epochs = request.Training.Epochs, Schedule = ScheduleSection.OfRungs(request.Training.Rungs, request.Training.Epochs) };
        if (RecipeHash.Of(request.Space, request.Dataset, request.Training) != RecipeHash.Of(request.Space, request.Dataset, own))
        {
            root.Fault("training", "Your program has its own recipe and only receives epochs and rungs: remove all other fields.");
        }

        if (request.Training.Rungs is [0, ..])
        {
            root.Fault("training", "A rung of 0 epochs compares untrained networks by metrics that workers compute, but your program evaluates: start rungs with at least 1.");
        }

        if (request.Dataset.Folds is not null)
        {
            root.Fault("dataset", "Your program evaluates each candidate once and is told of no folds: remove folds.");
        }

        CheckEpochs(root, request);
        if (request.Algorithm.ZeroCostMetrics.Count > 0 || request.Algorithm.NeedsCosts || request.Algorithm.HasReference)
        {
            root.Fault("algorithm", $"'{request.Algorithm.Name}' searches by metrics that workers compute from untrained networks, but your program evaluates: use another algorithm, or remove this field.");
        }

        if (request.Objectives.Count > 0 && request.Space.Name.Length > 0 && ReportedMetrics.Of(request).Count == 0)
        {
            root.Fault("objectives", "Every objective is computed from the architecture, so your program has nothing to report: add one that it measures.");
        }
    }

    /// <inheritdoc/>
    public override void CheckSurrogate(JsonFields fields, SearchRequest request, SurrogateSpecification specification) => fields.Fault(
        "Workers fit surrogates to results of their own trainings. Remove this field: the algorithms 'gp-ehvi' and 'auto' learn from what your program reports.");

    /// <inheritdoc/>
    public override ImageShape? ShapeOf(SearchRequest request) => request.Dataset.Shape ?? TableImages.Shape;

    /// <inheritdoc/>
    public override IReadOnlyList<Objective> TargetsOf(SearchRequest request) => request.Objectives;

    /// <inheritdoc/>
    public override (double Least, double Most)? RangeOf(string metric) => Metric.Find(metric) is { Unit: "%" } ? (0, MetricRange.MostPercent) : null;
}
