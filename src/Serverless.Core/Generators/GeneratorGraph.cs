namespace Serverless.Core.Generators;

/// <summary>The names of what a generator's ONNX graphs are fed and answer.</summary>
public static class GeneratorGraph
{
    /// <summary>
    /// N × conditions, float: for a preference the weights of quality and cost, both at least 0, sum 1; for budgets how much of each trained
    /// budget is meant, both neighbours of what lies between two, sum 1.
    /// </summary>
    public const string Condition = "condition";

    /// <summary>N × references, float: <see cref="DeviceEmbedding.Coordinates"/>. Both graphs read it.</summary>
    public const string Device = "device";

    /// <summary>
    /// N × (sum of all decisions' numbers of choices), float: what is added to each choice's logit before the greatest is taken, decision by
    /// decision. Zeros give the likeliest architecture (greedily), standard Gumbel noise a draw.
    /// </summary>
    public const string Noise = "noise";

    /// <summary>N × decisions, int64: choices, not yet canonical.</summary>
    public const string Choices = "choices";

    /// <summary>N × members, float: costs on the scale of the device's embedding.</summary>
    public const string Cost = "cost";
}
