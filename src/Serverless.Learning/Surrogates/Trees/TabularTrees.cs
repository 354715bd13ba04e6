using Serverless.Algorithms.Models;
using Serverless.Algorithms.Models.Trees;
using Serverless.Learning.Onnx;
using Serverless.Learning.Surrogates.Tabular;

namespace Serverless.Learning.Surrogates.Trees;

/// <summary>Boosted trees as the model of a surrogate.</summary>
sealed class TabularTrees(BoostedTrees trees) : ITabularModel
{
    /// <inheritdoc/>
    public double[] Predict(FeatureRows features) => trees.Predict(features);

    /// <inheritdoc/>
    public string Write(OnnxGraph graph, string features) => graph.TreeEnsemble(features, trees);
}
