using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Serverless.Core.Generators;
using Serverless.Learning.Generators.Modnas;
using Serverless.Learning.Onnx;
using Serverless.MultiObjective.Randomness;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Serverless.Learning.Tests.Generators.Modnas;

public sealed class HyperNetworkTests
{
    const int References = 4;

    static readonly Decisions Small = new([3, 2, 4]);

    [Fact]
    public void Products_OfTwoDevices_AreThoseOfTheirGradients()
    {
        using var scope = NewDisposeScope();
        using var network = new HyperNetwork(Small, References, seed: 1, spread: 2);
        Perturb(network);
        var devices = Numbers(2, References, 1).repeat_interleave(3, 0);
        var rows = tensor(new long[] { 10, 20, 20, 20, 10, 55 });
        var slopes = Numbers(6, Small.Length, 2);

        var products = network.Answer(rows, devices).Products(slopes, count: 2);

        var gradients = Enumerable.Range(0, 2).Select(device =>
        {
            network.zero_grad();
            var own = tensor(new long[] { 3L * device, (3L * device) + 1, (3L * device) + 2 });
            (network.Answer(rows, devices).Logits * slopes).index_select(0, own).sum().backward();
            return network.parameters().SelectMany(parameter => parameter.grad!.data<float>().Select(value => (double)value)).ToArray();
        }).ToArray();
        foreach (var (first, second) in new[] { (0, 0), (0, 1), (1, 1) })
        {
            var expected = gradients[first].Zip(gradients[second], (one, other) => one * other).Sum();
            products[first, second].ShouldBe(expected, 1e-4 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Fact]
    public void ToGraph_ManyPreferencesAndNoise_ChoosesAsTorchSharp()
    {
        using var scope = NewDisposeScope();
        using var network = new HyperNetwork(Small, References, seed: 2, spread: 2);
        Perturb(network);
        const int Count = 200;
        float[] quality = [.. Enumerable.Range(0, Count).Select(place => place / (Count - 1f))];
        var (devices, noise) = (Numbers(Count, References, 3), Numbers(Count, Small.Length, 4));

        var noisy = network.Answer(tensor(Array.ConvertAll(quality, share => HyperNetwork.RowOf(share))), devices).Logits + noise;

        long[] expected = [.. stack(Small.Split(noisy).Select(block => block.argmax(1)), 1).data<long>()];
        using var session = new InferenceSession(OnnxExporter.Model(network.ToGraph(), []).ToByteArray());
        using var answers = session.Run(
        [
            Input(GeneratorGraph.Condition, [.. quality.SelectMany(share => new[] { share, 1 - share })], Count, 2),
            Input(GeneratorGraph.Device, [.. devices.data<float>()], Count, References),
            Input(GeneratorGraph.Noise, [.. noise.data<float>()], Count, Small.Length),
        ]);
        answers.Single(answer => answer.Name == GeneratorGraph.Choices).AsTensor<long>().ToArray().ShouldBe(expected);
    }

    static NamedOnnxValue Input(string name, float[] values, params int[] dimensions) =>
        NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(values, dimensions));

    static void Perturb(HyperNetwork network)
    {
        using var unrecorded = no_grad();
        foreach (var (place, parameter) in network.parameters().Index())
        {
            parameter.add_(Numbers((int)parameter.shape[0], (int)parameter.shape[1], 10 + place));
        }
    }

    static Tensor Numbers(int rows, int columns, int seed)
    {
        var random = RandomStream.For(seed, 0, 0);
        return tensor(Enumerable.Range(0, rows * columns).Select(_ => (float)random.NextNormal()).ToArray()).reshape(rows, columns);
    }
}
