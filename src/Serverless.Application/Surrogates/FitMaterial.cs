using Serverless.Core.Engine;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Application.Surrogates;

/// <summary>What a fit that somebody asks for is of, and what there is to learn from.</summary>
/// <param name="Space">The space and skeleton of the architectures.</param>
/// <param name="Dataset">The search's; where there is none, the table's name without images.</param>
/// <param name="Shape">What networks are fed; null: the dataset's images.</param>
/// <param name="Learnable">Those of the search first, then the table's.</param>
public sealed record FitMaterial(SpaceSpecification Space, DatasetSpecification Dataset, ImageShape? Shape, LearnableExamples Learnable)
{
    /// <value>For kind device-transfer: what known devices need; null for all others.</value>
    public DeviceKnowledge? Known { get; init; }

    /// <summary>What a worker is to fit.</summary>
    /// <param name="id">The surrogate to be.</param>
    /// <param name="fit">What was asked for.</param>
    /// <param name="resolved">Members and where it begins.</param>
    /// <param name="at">Now.</param>
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
