namespace Serverless.Core.Surrogates;

/// <summary>The names of the outputs of a surrogate's ONNX graph.</summary>
public static class SurrogateOutputs
{
    /// <summary>N × members: Pareto scores, greater is nearer to the front.</summary>
    public const string Scores = "scores";

    /// <summary>N × members × objectives: values in the targets' own units and directions.</summary>
    public const string Objectives = "objectives";

    /// <summary>The key of the metadata that a file says about itself.</summary>
    public const string MetadataKey = "surrogate";
}
