using Serverless.Algorithms.Models;
using Serverless.Core.Devices;
using Serverless.Learning.Onnx;
using Serverless.Learning.Surrogates.Tabular;
using Serverless.Spaces;

namespace Serverless.Learning.Surrogates.Linear;

/// <summary>A linear model with several outputs, each a weighted sum of features plus a constant.</summary>
/// <param name="Weights">The weights, p × m, row-major: a row for each feature.</param>
/// <param name="Constants">The constants, m.</param>
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

    /// <summary>Returns what each choice adds to a target, as the mean of all members; features before the choices must have no weight.</summary>
    /// <param name="space">The search space, whose choices are the last features.</param>
    /// <param name="target">The index of the target among the members' targets.</param>
    /// <param name="members">The number of members among the outputs.</param>
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

    /// <summary>Joins models with one output each into one model.</summary>
    public static LinearModel Join(IReadOnlyList<LinearModel> models)
    {
        var weights = new double[models.Sum(model => model.Weights.Length)];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = models[i % models.Count].Weights[i / models.Count];
        }

        return new LinearModel(weights, [.. models.Select(model => model.Constants[0])]);
    }

    /// <summary>Returns the same model for a wider table, with weight 0 for the additional columns.</summary>
    /// <param name="columns">The indices of the model's columns in the wider table.</param>
    /// <param name="width">The number of columns of the wider table.</param>
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
