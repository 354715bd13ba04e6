using Serverless.Algorithms.Models;
using Serverless.Learning.Onnx;

namespace Serverless.Learning.Surrogates.Tabular;

/// <summary>What was learnt from a table of features: several outputs, each a function of a row.</summary>
interface ITabularModel
{
    /// <summary>Predicts n × outputs, row-major.</summary>
    double[] Predict(FeatureRows features);

    /// <summary>Writes itself into a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="features">The value N × p.</param>
    /// <returns>The value N × outputs.</returns>
    string Write(OnnxGraph graph, string features);
}
