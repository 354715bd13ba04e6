using System.Buffers.Binary;
using System.Text.Json;
using Serverless.Learning.Networks;
using Serverless.Learning.Networks.Templates;
using Serverless.Learning.Tests.Networks;
using Serverless.Learning.WeightFiles;
using Serverless.Spaces;
using TorchSharp;

namespace Serverless.Learning.Tests.WeightFiles;

public sealed class CandidateWeightsTests
{
    static readonly ImageShape Shape = new(1, 28, 28, 10);

    [Fact]
    public void Load_EverySpace_AnswersExactlyAsWhatWasWritten()
    {
        foreach (var (space, architecture, skeleton) in SmallNetworks.OfEverySpace(random: 3))
        {
            using var scope = torch.NewDisposeScope();
            var images = torch.randn(4, 1, 28, 28);
            using var trained = Moved(CandidateNetworks.Create(architecture, skeleton, Shape, seed: 1));
            using var other = CandidateNetworks.Create(architecture, skeleton, Shape, seed: 2);

            CandidateWeights.Load(other, CandidateWeights.Write(trained, []));

            other.eval();
            other.call(images).equal(trained.call(images)).all().item<bool>().ShouldBeTrue($"{space.Name} {space.Format(architecture)}");
        }
    }

    [Fact]
    public void Write_Network_HasTheNamesAndShapesOfPyTorchAndNoConstants()
    {
        using var network = new NasBench201Network(Cells.DeadConvolutions, Cells.Skeleton, Cells.Shape, seed: 1);

        var tensors = SafeTensors.ReadStored(CandidateWeights.Write(network, [new("candidate", "c1")]));

        tensors["stem.convolution.weight"].ShouldSatisfyAllConditions(
            stem => stem.Type.ShouldBe("F32"), stem => stem.Shape.ShouldBe([Cells.Skeleton.Channels, 1, 3, 3]));
        tensors["stem.normalisation.running_var"].Shape.ShouldBe([Cells.Skeleton.Channels]);
        tensors["stem.normalisation.num_batches_tracked"].ShouldSatisfyAllConditions(count => count.Type.ShouldBe("I64"), count => count.Shape.ShouldBeEmpty());
        tensors["classifier.bias"].Shape.ShouldBe([Cells.Shape.Classes]);
        tensors.Keys.ShouldNotContain(name => name.Contains("pool", StringComparison.Ordinal));
        network.named_parameters().Select(named => named.name).Where(name => !name.Split('.').Any(part => part.StartsWith('_'))).Except(tensors.Keys)
            .ShouldBeEmpty("what the output does not depend on is there too");
    }

    [Fact]
    public void Write_NetworkThatWasMoved_HasEachTensorOnceByTheNameThatPyTorchHas()
    {
        foreach (var (space, architecture, skeleton) in SmallNetworks.OfEverySpace(random: 1))
        {
            using var network = CandidateNetworks.Create(architecture, skeleton, Shape, seed: 1).to(torch.CPU);
            network.train();

            var tensors = SafeTensors.ReadStored(CandidateWeights.Write(network, []));
            var names = tensors.Keys;

            names.SelectMany(name => name.Split('.')).ShouldNotContain(part => part.StartsWith('_'), $"{space.Name}: PyTorch refuses names that its module does not have");
            names.Count().ShouldBe(network.state_dict().Where(named => names.Contains(named.Key)).Select(named => named.Value.Handle).Distinct().Count());
            var constants = network.modules().Where(module => module is InnerAveragePool or SeededDropout).SelectMany(module => module.buffers()).Select(buffer => buffer.Handle);
            tensors.Values.Sum(tensor => tensor.Shape.Aggregate(1L, (size, side) => size * side)).ShouldBe(
                network.parameters().Concat(network.buffers()).DistinctBy(tensor => tensor.Handle).Where(tensor => !constants.Contains(tensor.Handle)).Sum(tensor => tensor.numel()),
                $"{space.Name}: every parameter and every buffer once, but for constants");
        }
    }

    [Fact]
    public void Load_FileThatHasTensorsByTheirFieldsToo_LeavesThoseOut()
    {
        using var scope = torch.NewDisposeScope();
        using var network = new NasBench201Network(Cells.DeadConvolutions, Cells.Skeleton, Cells.Shape, seed: 1);
        using var other = new NasBench201Network(Cells.DeadConvolutions, Cells.Skeleton, Cells.Shape, seed: 2);
        var tensors = new Dictionary<string, StoredTensor>(SafeTensors.ReadStored(CandidateWeights.Write(network, [])));
        tensors["stem._convolution.weight"] = tensors["stem.convolution.weight"];

        CandidateWeights.Load(other, SafeTensors.WriteStored(tensors, []));

        var images = torch.randn(2, Cells.Shape.Channels, Cells.Shape.Height, Cells.Shape.Width);
        network.eval();
        other.eval();
        other.call(images).equal(network.call(images)).all().item<bool>().ShouldBeTrue();
    }

    [Fact]
    public void Write_Metadata_StandsInTheHeaderAndAllNumbersAtMultiplesOfTheirSize()
    {
        using var network = new NasBench201Network(Cells.AllSkip, Cells.Skeleton, Cells.Shape, seed: 1);

        var file = CandidateWeights.Write(network, [new("candidate", "c1"), new("seed", "7")]);

        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        (length % 8).ShouldBe(0);
        using var header = JsonDocument.Parse(file.AsMemory(8, length));
        header.RootElement.GetProperty("__metadata__").EnumerateObject().Select(field => $"{field.Name} {field.Value}")
            .ShouldBe(["format pt", "candidate c1", "seed 7"]);
        foreach (var tensor in header.RootElement.EnumerateObject().Skip(1))
        {
            var size = StoredTensor.SizeOf(tensor.Value.GetProperty("dtype").GetString()!);
            (tensor.Value.GetProperty("data_offsets")[0].GetInt64() % size).ShouldBe(0, tensor.Name);
        }
    }

    [Fact]
    public void Load_OtherNetworks_IsRefusedNamingWhat()
    {
        using var skip = new NasBench201Network(Cells.AllSkip, Cells.Skeleton, Cells.Shape, seed: 1);
        using var wide = new NasBench201Network(Cells.AllSkip, Cells.Skeleton with { Channels = 2 * Cells.Skeleton.Channels }, Cells.Shape, seed: 1);
        using var more = new NasBench201Network(Cells.DeadConvolutions, Cells.Skeleton, Cells.Shape, seed: 1);

        Should.Throw<InvalidDataException>(() => CandidateWeights.Load(wide, CandidateWeights.Write(skip, []))).Message.ShouldContain("It has no '");
        Should.Throw<InvalidDataException>(() => CandidateWeights.Load(more, CandidateWeights.Write(skip, []))).Message.ShouldContain("It has no '");
        Should.Throw<InvalidDataException>(() => CandidateWeights.Load(skip, CandidateWeights.Write(more, []))).Message.ShouldContain("which the network does not have");
    }

    /// <summary>Moves running statistics away from where they start.</summary>
    static CandidateNetwork Moved(CandidateNetwork network)
    {
        network.train();
        using (torch.NewDisposeScope())
        {
            network.call(torch.randn(16, 1, 28, 28));
        }

        network.eval();
        return network;
    }
}
