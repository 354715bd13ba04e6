using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Modnas;

/// <summary>Combines quality and cost into one number by a preference: r₁ q + r₂ c + 0.1 (1 − cos((q, c), r)).</summary>
/// <remarks>The authors subtract the cosine alone; the 1 shifts the loss so that it is never negative, which some balancers require.</remarks>
static class PreferenceLoss
{
    public const double CosineWeight = 0.1;

    /// <summary>The lower bound of lengths, which avoids a division by 0.</summary>
    public const double Smallest = 1e-6;

    /// <summary>Computes the loss of b × n qualities and costs, which are at least 0; lower is better.</summary>
    /// <param name="quality">The qualities, b × n.</param>
    /// <param name="cost">The costs, b × n.</param>
    /// <param name="preferences">The preferences, b × 2.</param>
    public static Tensor Of(Tensor quality, Tensor cost, Tensor preferences)
    {
        var sum = (preferences.narrow(1, 0, 1) * quality) + (preferences.narrow(1, 1, 1) * cost);
        var lengths = (quality.square() + cost.square()).sqrt().clamp(min: Smallest) * preferences.norm(1, keepdim: true);
        return sum + (CosineWeight * (1 - (sum / lengths)));
    }
}
