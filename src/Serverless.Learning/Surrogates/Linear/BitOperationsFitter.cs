using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Linear;

/// <summary>
/// Fits minimised targets by a line through the logarithm of bit operations, a complexity measure that needs no device (Karbachevsky et al. 2021).
/// </summary>
/// <remarks>For maximised targets, such as accuracy, complexity says too little: these are fitted by a weighted sum of all features.</remarks>
public sealed class BitOperationsFitter : LinearFitter
{
    const string Feature = "logBitOperations";

    /// <inheritdoc/>
    public override string Kind => SurrogateKind.BitOperations;

    private protected override IReadOnlyList<int> Columns(ArchitectureEncoder encoder, Objective target)
    {
        IEnumerable<(int Index, string Name)> features = encoder.FeatureNames.Index();
        return [.. features.Where(feature => target.Goal == Goal.Maximise || feature.Name == Feature).Select(feature => feature.Index)];
    }

    private protected override void CheckSpace(SurrogateTrainingSet set, ArchitectureEncoder encoder)
    {
        if (!encoder.FeatureNames.Contains(Feature))
        {
            throw new SurrogateFitException($"The layers of {encoder.Space.Name} are not known, so bit operations cannot be counted; use another kind.");
        }
    }
}
