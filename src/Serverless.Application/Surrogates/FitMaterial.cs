using Serverless.Core.Engine;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Application.Surrogates;

/// <summary>The subject and the training data of a fit that a user requested.</summary>
/// <param name="Space">The space and skeleton of the architectures.</param>
/// <param name="Dataset">The dataset of the search; without a search, the name of the table without images.</param>
/// <param name="Shape">The shape of the networks' input; null: that of the dataset's images.</param>
/// <param name="Learnable">The examples, those of the search first, then those of the table.</param>
public sealed record FitMaterial(SpaceSpecification Space, DatasetSpecification Dataset, ImageShape? Shape, LearnableExamples Learnable)
{
    /// <value>For kind device-transfer, the metrics of known devices; null for all other kinds.</value>
    public DeviceKnowledge? Known { get; init; }

    /// <summary>Creates the fit specification for a worker.</summary>
    /// <param name="id">The id of the future surrogate.</param>
    /// <param name="fit">The request.</param>
    /// <param name="resolved">The number of members and the warm start.</param>
    /// <param name="at">The current time.</param>
    public FitSpecification ToOrder(string id, FitRequest fit, ResolvedFit resolved, DateTimeOffset at) => new()
    {
        Id = id,
        Kind = fit.Kind,
        Space = Space,
        Dataset = Dataset,
        Shape = Shape,
        Targets = Learnable.Targets,
        Fidelity = Learnable.Fidelity,
        Ensemble = resolved.Ensemble,
        Balancer = fit.Balancer,
        Seed = fit.Seed,
        WarmStart = resolved.WarmStart,
        SearchId = fit.Search,
        Table = fit.Table,
        CurvePoints = Learnable.CurvePoints,
        Known = Known,
        CreatedAt = at,
        Examples = Learnable.Examples,
    };
}
