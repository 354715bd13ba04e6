using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Serverless.Core.Searches.Requests;

/// <summary>A network whose weights all architectures of a space share: candidates are compared by the weights that they inherit before they are trained.</summary>
/// <remarks>It is trained once, by the search's recipe but for these fields, for all searches that ask for the same.</remarks>
public sealed record SupernetSpecification
{
    /// <summary>One for each part of its training.</summary>
    public const int LeastEpochs = 4;

    // Raised when the same fields come to stand for other weights, so that stored ones are not taken for them.
    const int Version = 2;
    const int HashDigits = 8;

    /// <value>
    /// Passes over the training images, or over as many of them as the recipe makes an epoch; a quarter each for the largest network, then kernels, depths and widths of
    /// choice. 4 to 1,000, default 8.
    /// </value>
    public int Epochs { get; init; } = 8;

    /// <value>Networks that are drawn for each step once there is a choice. 1 to 8, default 2.</value>
    public int NetworksPerStep { get; init; } = 2;

    /// <value>How much those drawn learn from what the largest network answers, beside the labels that count 1. Greater than 0, at most 10; null: nothing.</value>
    public double? Distillation { get; init; }

    /// <value>Names it beside the recipe that it is trained by: equal for equal fields.</value>
    [JsonIgnore]
    public string Identity => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        FormattableString.Invariant($"{Version} {Epochs} {NetworksPerStep} {Distillation}"))))[..HashDigits];

    /// <summary>What of a search's recipe shapes the supernet: how long candidates are trained does not.</summary>
    public TrainingRecipe RecipeOf(TrainingRecipe candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        return candidates with { Epochs = Epochs, Rungs = null, Schedule = null, Seeds = null, Precision = null };
    }
}
