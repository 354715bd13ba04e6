using Serverless.Algorithms.Models;
using Serverless.Core.Devices;
using Serverless.Learning.Onnx;
using Serverless.Learning.Surrogates.Tabular;
using Serverless.Spaces;

namespace Serverless.Learning.Surrogates.Linear;

/// <summary>Several outputs, each a weighted sum of features and a constant.</summary>
/// <param name="Weights">p × m, row-major: a row for each feature.</param>
/// <param name="Constants">m.</param>
sealed record LinearModel(double[] Weights, double[] Constants) : ITabularModel
{
    /// <inheritdoc/>
    public double[] Predict(FeatureRows features)
    {
        var outputs = Constants.Length;
        var predictions = new double[features.Count * outputs];
        for (var row = 0; row < features.Count; row++)
        {
            var place = predictions.AsSpan(row * outputs, outputs);
            Constants.CopyTo(place);
            for (var feature = 0; feature < features.Width; feature++)
            {
                for (var output = 0; output < outputs; output++)
                {
                    place[output] += features[row][feature] * Weights[(feature * outputs) + output];
                }
            }
        }

        return predictions;
    }

    /// <inheritdoc/>
    public string Write(OnnxGraph graph, string features)
    {
        var outputs = Constants.Length;
        var weights = graph.Weights(Array.ConvertAll(Weights, weight => (float)weight), Weights.Length / outputs, outputs);
        return graph.Add(graph.MatMul(features, weights), graph.Weights(Array.ConvertAll(Constants, constant => (float)constant), outputs));
    }

    /// <summary>What each choice adds to a target, the mean of all members; features before the choices have no weight.</summary>
    /// <param name="space">Whose choices are the last features.</param>
    /// <param name="target">Its place among the members' targets.</param>
    /// <param name="members">Of the outputs.</param>
    public LookupTable TableOf(SearchSpace space, int target, int members)
    {
        var (outputs, targets) = (Constants.Length, Constants.Length / members);
        var feature = (Weights.Length / outputs) - space.OneHotLength;
        var decisions = new Dictionary<string, IReadOnlyDictionary<string, double>>();
        foreach (var decision in space.Dimensions)
        {
            decisions[decision.Name] = decision.Choices.Index().ToDictionary(choice => choice.Item, choice => Enumerable.Range(0, members)
                .Average(member => Weights[((feature + choice.Index) * outputs) + (member * targets) + target]));
            feature += decision.Choices.Count;
        }

        return new LookupTable(Enumerable.Range(0, members).Average(member => Constants[(member * targets) + target]), new Dictionary<string, double>()) { PerDecision = decisions };
    }

    /// <summary>Models of one output each, side by side.</summary>
    public static LinearModel Join(IReadOnlyList<LinearModel> models)
    {
        var weights = new double[models.Sum(model => model.Weights.Length)];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = models[i % models.Count].Weights[i / models.Count];
        }

        return new LinearModel(weights, [.. models.Select(model => model.Constants[0])]);
    }

    /// <summary>The same model of a wider table, of which the others of its columns count nothing.</summary>
    /// <param name="columns">Where its columns stand in the wider table.</param>
    /// <param name="width">The wider table's.</param>
    public LinearModel Widened(IReadOnlyList<int> columns, int width)
    {
        var outputs = Constants.Length;
        var weights = new double[width * outputs];
        foreach (var (place, column) in columns.Index())
        {
            Weights.AsSpan(place * outputs, outputs).CopyTo(weights.AsSpan(column * outputs, outputs));
        }

        return new LinearModel(weights, Constants);
    }
}
