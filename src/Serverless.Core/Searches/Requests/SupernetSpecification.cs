using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Serverless.Core.Searches.Requests;

/// <summary>A network whose weights all architectures of a space share. Candidates inherit weights from it, and are compared by them before they are trained.</summary>
/// <remarks>It is trained once for all searches that ask for the same supernet, by the recipe of the search except for these fields.</remarks>
public sealed record SupernetSpecification
{
    /// <summary>The fewest epochs: one for each phase of the training.</summary>
    public const int LeastEpochs = 4;

    // Increased whenever the same fields stand for different weights, so that stored weights are not used for them.
    const int Version = 2;
    const int HashDigits = 8;

    /// <value>
    /// The number of epochs, 4 to 1,000; default 8. The first eighth trains the largest network alone; kernel sizes vary from then on, depths from
    /// the second eighth on, widths in the second half. Each phase has at least one epoch.
    /// </value>
    public int Epochs { get; init; } = 8;

    /// <value>The number of subnets drawn for each step after the first phase, 1 to 8; default 2.</value>
    public int NetworksPerStep { get; init; } = 2;

    /// <value>
    /// The weight of the distillation loss against the outputs of the largest network, relative to a weight of 1 for the loss on labels. Greater than
    /// 0, at most 10; null for no distillation.
    /// </value>
    public double? Distillation { get; init; }

    /// <value>A hash of the fields, which names the supernet together with the recipe that it is trained by.</value>
    [JsonIgnore]
    public string Identity => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        FormattableString.Invariant($"{Version} {Epochs} {NetworksPerStep} {Distillation}"))))[..HashDigits];

    /// <summary>Returns the recipe that the supernet is trained by: the candidates' without their number of epochs, rungs, schedule, seeds and precision.</summary>
    public TrainingRecipe RecipeOf(TrainingRecipe candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        return candidates with { Epochs = Epochs, Rungs = null, Schedule = null, Seeds = null, Precision = null };
    }
}
