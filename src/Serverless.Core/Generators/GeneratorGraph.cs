namespace Serverless.Core.Generators;

/// <summary>The names of the inputs and outputs of a generator's ONNX graphs.</summary>
public static class GeneratorGraph
{
    /// <summary>
    /// N × conditions, float: for a preference, the weights of quality and cost, both at least 0, sum 1; for budgets, the weight of each trained
    /// budget, with two neighbours for a value between them, sum 1.
    /// </summary>
    public const string Condition = "condition";

    /// <summary>N × references, float: <see cref="DeviceEmbedding.Coordinates"/>. An input of both graphs.</summary>
    public const string Device = "device";

    /// <summary>
    /// N × (sum of the numbers of choices of all decisions), float: noise added to the logit of each choice before the greatest is taken, decision by
    /// decision. Zeros give the most likely architecture (greedily), standard Gumbel noise a random draw.
    /// </summary>
    public const string Noise = "noise";

    /// <summary>N × decisions, int64: choices, not yet canonical.</summary>
    public const string Choices = "choices";

    /// <summary>N × members, float: costs on the scale of the device's embedding.</summary>
    public const string Cost = "cost";
}
