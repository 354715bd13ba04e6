using Serverless.Algorithms.Models;
using Serverless.Algorithms.Options;
using Serverless.Spaces;
using Serverless.Spaces.Features;

namespace Serverless.Algorithms.ModelBased;

/// <summary>What models of objectives are made of.</summary>
/// <param name="Features">By what candidates are described.</param>
/// <param name="Kernel">The form of the terms of distances.</param>
/// <param name="IsTransformed">Whether objectives are transformed by the values that they can have; otherwise they are modelled as they are.</param>
/// <param name="HasTrees">Whether boosted trees predict; otherwise Gaussian processes, which the kernel is of.</param>
sealed record ModelSettings(SpaceFeatures Features, KernelKind Kernel, bool IsTransformed, bool HasTrees = false)
{
    /// <value>Whether what a problem knows of objectives takes the place of their models.</value>
    public bool HasExactCosts { get; init; }

    /// <param name="specification">With its defaults filled in.</param>
    /// <param name="space">What is searched.</param>
    public static ModelSettings Of(AlgorithmSpecification specification, SearchSpace space) => new(
        specification.Features switch
        {
            FeatureNames.Choices => space.ChoiceFeatures,
            FeatureNames.Costs => space.CostFeatures,
            _ => space.Features,
        },
        specification.Kernel switch
        {
            KernelNames.SquaredExponential => KernelKind.SquaredExponential,
            KernelNames.Hamming => KernelKind.Hamming,
            _ => KernelKind.Matern52,
        },
        specification.Transform != TransformNames.None,
        specification.Model == ModelNames.BoostedTrees);
}
