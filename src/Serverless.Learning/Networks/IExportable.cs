using Serverless.Learning.Onnx;

namespace Serverless.Learning.Networks;

/// <summary>A part of a network that can say what it computes, as trained, in ONNX operators.</summary>
interface IExportable
{
    /// <summary>Adds the part to a graph.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="input">The name of the value that the part reads.</param>
    /// <returns>The name of the value that it makes.</returns>
    string Export(OnnxGraph graph, string input);
}
