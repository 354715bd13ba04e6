using Serverless.Algorithms.Models;
using Serverless.Learning.Onnx;

namespace Serverless.Learning.Surrogates.Tabular;

/// <summary>A model fitted to a table of features: several outputs, each a function of a row.</summary>
interface ITabularModel
{
    /// <summary>Predicts n × outputs, row-major.</summary>
    double[] Predict(FeatureRows features);

    /// <summary>Exports the model to a graph.</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="features">The name of the features, N × p.</param>
    /// <returns>The name of the outputs, N × outputs.</returns>
    string Write(OnnxGraph graph, string features);
}
