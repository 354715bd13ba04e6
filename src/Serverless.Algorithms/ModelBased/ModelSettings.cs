using Serverless.Algorithms.Models;
using Serverless.Algorithms.Options;
using Serverless.Spaces;
using Serverless.Spaces.Features;

namespace Serverless.Algorithms.ModelBased;

/// <summary>The settings of the models of objectives.</summary>
/// <param name="Features">The features that describe candidates.</param>
/// <param name="Kernel">The form of the kernel terms over distances.</param>
/// <param name="IsTransformed">
/// Whether objectives are transformed according to the values that they can have; otherwise they are modelled as they are.
/// </param>
/// <param name="HasTrees">Whether boosted trees are used for prediction; otherwise Gaussian processes, which use the kernel.</param>
sealed record ModelSettings(SpaceFeatures Features, KernelKind Kernel, bool IsTransformed, bool HasTrees = false)
{
    /// <value>Whether objectives that a problem knows exactly replace their models.</value>
    public bool HasExactCosts { get; init; }

    /// <param name="specification">The specification, with its defaults filled in.</param>
    /// <param name="space">The space to search.</param>
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
