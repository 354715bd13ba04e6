using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Modnas;

/// <summary>One number of quality and cost by a preference: r₁ q + r₂ c + 0.1 (1 − cos((q, c), r)).</summary>
/// <remarks>The authors subtract the cosine alone; the 1 shifts the loss so that it is never negative, which some balancers need.</remarks>
static class PreferenceLoss
{
    public const double CosineWeight = 0.1;

    /// <summary>What lengths are at least taken for.</summary>
    public const double Smallest = 1e-6;

    /// <summary>Of b × n qualities and costs, at least 0 and better when smaller.</summary>
    /// <param name="quality">b × n.</param>
    /// <param name="cost">b × n.</param>
    /// <param name="preferences">b × 2.</param>
    public static Tensor Of(Tensor quality, Tensor cost, Tensor preferences)
    {
        var sum = (preferences.narrow(1, 0, 1) * quality) + (preferences.narrow(1, 1, 1) * cost);
        var lengths = (quality.square() + cost.square()).sqrt().clamp(min: Smallest) * preferences.norm(1, keepdim: true);
        return sum + (CosineWeight * (1 - (sum / lengths)));
    }
}
