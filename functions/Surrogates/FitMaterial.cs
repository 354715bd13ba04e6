using Serverless.Domain.Searches;
using Serverless.Domain.Spaces;

namespace Serverless.Functions.Surrogates;

/// <summary>What a fit that somebody asks for is of, and what there is to learn from.</summary>
/// <param name="Space">The space and skeleton of the architectures.</param>
/// <param name="Dataset">The search's; where there is none, the table's name without images.</param>
/// <param name="Shape">What networks are fed; null: the dataset's images.</param>
/// <param name="Learnable">Those of the search first, then the table's.</param>
public sealed record FitMaterial(SpaceSpecification Space, DatasetSpecification Dataset, ImageShape? Shape, LearnableExamples Learnable);
