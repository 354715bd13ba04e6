using Serverless.Core.Objectives;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/supernet</c>, and checks that the candidates have a rung at which they can inherit its weights.</summary>
static class SupernetSection
{
    const string Section = "supernet";
    const int MostNetworks = 8;
    const double MostDistillation = 10;

    /// <param name="root">The fields of the request.</param>
    /// <param name="request">The request as read so far.</param>
    /// <returns>Null when it was left out.</returns>
    public static SupernetSpecification? Read(JsonFields root, SearchRequest request)
    {
        if (root.Object(Section) is not { } fields)
        {
            return null;
        }

        var defaults = new SupernetSpecification();
        var supernet = new SupernetSpecification
        {
            Epochs = fields.Whole("epochs", SupernetSpecification.LeastEpochs, TrainingSection.MostEpochs, defaults.Epochs),
            NetworksPerStep = fields.Whole("networksPerStep", 1, MostNetworks, defaults.NetworksPerStep),
            Distillation = fields.Number("distillation", $" greater than 0 and at most {MostDistillation}", weight => weight is > 0 and <= MostDistillation),
        };
        fields.ReportUnknown();
        if (FaultOf(request) is { } fault)
        {
            root.Fault(Section, fault);
        }

        return supernet;
    }

    /// <summary>Checks that the search compares candidates by the weights that they inherit.</summary>
    /// <param name="root">The fields of the request.</param>
    /// <param name="request">The request, read as far as its promotion.</param>
    public static void CheckUse(JsonFields root, SearchRequest request)
    {
        var name = Metric.SupernetAccuracy.Name;
        if (request.Supernet is not null && FaultOf(request) is null && request.Promotion?.ZeroCostProxy != name
            && request.Objectives.All(objective => objective.Metric != name))
        {
            var (by, metrics) = (request.Algorithm.Name, request.Algorithm.ZeroCostMetrics);
            root.Fault(Section, metrics.Count > 0
                ? $"'{by}' compares untrained candidates by {ErrorText.Names(metrics)}, and no objective is '{name}', so nothing is compared by inherited weights: add that objective, use another algorithm, or remove this field."
                : $"promotion.zeroCostProxy is '{request.Promotion?.ZeroCostProxy}' and no objective is '{name}', so nothing is compared by inherited weights: use that proxy, or remove this field.");
        }
    }

    static string? FaultOf(SearchRequest request) =>
        !request.IsTrained || request.IsExternal ? "Workers train supernets, but in this search they train nothing; remove this field."
        : request.Space is not { Name: MobileSpace.SpaceName, BitWidths: null, Recipe: null }
            ? $"Networks share weights only in the space '{MobileSpace.SpaceName}' without bitWidths and recipe; search that space, or remove this field."
        : request.Dataset.Folds is not null ? "A supernet is trained on one split: remove dataset.folds, or this field."
        : request.Algorithm.HasReference
            ? $"'{request.Algorithm.Name}' compares untrained networks with a reference, not by inherited weights; use another algorithm, or remove this field."
        : request.Algorithm.DecidesFidelities ? $"'{request.Algorithm.Name}' determines how far candidates are trained, at least one epoch; use another algorithm, or remove this field."
        : request.Training.Rungs is not [0, ..]
            ? $"Candidates inherit weights at a rung of 0 epochs: start training.rungs with 0, for example [0, {request.Training.Epochs}]."
        : request.Dataset.Shape is { } shape ? SupernetSize.FaultOf(request.Space, shape, request.Training)
        : null;
}
