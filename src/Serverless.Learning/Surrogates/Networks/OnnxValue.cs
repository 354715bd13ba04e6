namespace Serverless.Learning.Surrogates.Networks;

/// <summary>A value in an ONNX graph: N × rows × channels, or N × channels where there is one row.</summary>
/// <param name="Name">In the graph.</param>
/// <param name="Rows">At least 1.</param>
/// <param name="Channels">At least 1.</param>
readonly record struct OnnxValue(string Name, int Rows, int Channels);
