using Serverless.Algorithms.Models.Trees;
using Serverless.Learning.WeightFiles;

namespace Serverless.Learning.Surrogates.Weights;

/// <summary>Saves boosted trees as tensors: the nodes of all trees in sequence, with node and feature indices as float32.</summary>
static class TreeWeights
{
    const string Base = "trees.base";
    const string Counts = "trees.counts";
    const string Sizes = "trees.sizes";
    const string Features = "trees.features";
    const string Thresholds = "trees.thresholds";
    const string Left = "trees.left";
    const string Right = "trees.right";
    const string Values = "trees.values";

    public static void Write(BoostedTrees trees, Dictionary<string, NamedTensor> tensors)
    {
        RegressionTree[] all = [.. trees.Trees.SelectMany(output => output)];
        Add(Base, trees.Base.Select(value => (float)value));
        Add(Counts, trees.Trees.Select(output => (float)output.Count));
        Add(Sizes, all.Select(tree => (float)tree.Values.Length));
        Add(Features, all.SelectMany(tree => tree.Features).Select(feature => (float)feature));
        Add(Thresholds, all.SelectMany(tree => tree.Thresholds));
        Add(Left, all.SelectMany(tree => tree.Left).Select(node => (float)node));
        Add(Right, all.SelectMany(tree => tree.Right).Select(node => (float)node));
        Add(Values, all.SelectMany(tree => tree.Values));

        void Add(string name, IEnumerable<float> values)
        {
            float[] line = [.. values];
            tensors.Add(name, new NamedTensor([line.Length], line));
        }
    }

    /// <param name="tensors">The saved tensors.</param>
    /// <param name="outputs">The number of outputs of the trees.</param>
    /// <param name="columns">The number of features that the trees can read.</param>
    /// <exception cref="InvalidDataException">The tensors are missing, or a node's child is invalid.</exception>
    public static BoostedTrees Read(IReadOnlyDictionary<string, NamedTensor> tensors, int outputs, int columns)
    {
        var (roots, counts) = (NetworkWeights.Take(tensors, Base, [outputs]), Whole(NetworkWeights.Take(tensors, Counts, [outputs])));
        var sizes = Whole(NetworkWeights.Take(tensors, Sizes, [counts.Sum(count => (long)count)]));
        long[] nodes = [sizes.Sum(size => (long)size)];
        var (features, left, right) = (Numbers(Features), Numbers(Left), Numbers(Right));
        var (thresholds, values) = (NetworkWeights.Take(tensors, Thresholds, nodes), NetworkWeights.Take(tensors, Values, nodes));
        var (tree, node) = (0, 0);
        var trees = new List<IReadOnlyList<RegressionTree>>();
        foreach (var count in counts)
        {
            var own = new List<RegressionTree>();
            for (var end = tree + count; tree < end; tree++)
            {
                var part = node..(node + sizes[tree]);
                own.Add(Checked(new(features[part], thresholds[part], left[part], right[part], values[part]), columns));
                node += sizes[tree];
            }

            trees.Add(own);
        }

        return new(Array.ConvertAll(roots, value => (double)value), [.. trees]);

        int[] Numbers(string name) => Array.ConvertAll(NetworkWeights.Take(tensors, name, nodes), value => (int)value);
    }

    static int[] Whole(float[] numbers) => numbers.All(number => number >= 0 && number <= ushort.MaxValue && number == MathF.Floor(number))
        ? Array.ConvertAll(numbers, number => (int)number)
        : throw new InvalidDataException($"'{Counts}' or '{Sizes}' holds values that are not numbers of trees or nodes.");

    /// <summary>Checks that children come after their parent, so that every path ends.</summary>
    static RegressionTree Checked(RegressionTree tree, int columns)
    {
        var count = tree.Values.Length;
        var isSound = count > 0;
        for (var node = 0; node < count && isSound; node++)
        {
            isSound = tree.Features[node] == RegressionTree.Leaf
                || (tree.Features[node] >= 0 && tree.Features[node] < columns
                    && tree.Left[node] > node && tree.Left[node] < count && tree.Right[node] > node && tree.Right[node] < count);
        }

        return isSound ? tree : throw new InvalidDataException($"'{Features}', '{Left}' and '{Right}' do not form a tree over {columns} features.");
    }
}
