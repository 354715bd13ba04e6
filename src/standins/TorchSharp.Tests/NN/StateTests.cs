namespace TorchSharp.Tests.NN;

public sealed class StateTests
{
    [Fact]
    public void SaveAndLoad_OfANetwork_RestoresEveryTensor()
    {
        manual_seed(1);
        using var original = new SmallCnn();
        using var restored = new SmallCnn();
        using var images = randn(4, 1, 28, 28);
        original.call(images).Dispose();

        restored.load(new MemoryStream(Saved(original)));

        foreach (var (name, tensor) in original.state_dict())
        {
            restored.state_dict()[name].Equals(tensor).ShouldBeTrue(name);
        }

        original.eval();
        restored.eval();
        restored.call(images).Equals(original.call(images)).ShouldBeTrue();
    }

    [Fact]
    public void StateDict_OfANetwork_NamesParametersThenBuffers()
    {
        using var network = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2));

        network.state_dict().Keys.ShouldBe(
        [
            "0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "1.num_batches_tracked",
        ]);
        network.state_dict(prefix: "model").Keys.First().ShouldBe("model.0.weight");
    }

    [Fact]
    public void Save_OfALinearLayer_WritesTheDotNetFormat()
    {
        using var layer = nn.Linear(200, 1, false);
        using (no_grad())
        {
            layer.weight.fill_(1).Dispose();
        }

        var saved = Saved(layer);

        // One entry; its name; float32; two dimensions of 1 and 200 (two bytes in base 128); then the elements.
        byte[] head = [1, 6, .. "weight"u8, 6, 2, 1, 0xC8, 0x01];
        saved[..head.Length].ShouldBe(head);
        saved[head.Length..].ShouldBe(Enumerable.Repeat(BitConverter.GetBytes(1f), 200).SelectMany(bytes => bytes));
    }

    [Fact]
    public void LoadStateDict_BetweenNetworks_CopiesTheElements()
    {
        using var source = nn.Linear(3, 2);
        using var target = nn.Linear(3, 2);

        var (missing, unexpected) = target.load_state_dict(source.state_dict());

        missing.ShouldBeEmpty();
        unexpected.ShouldBeEmpty();
        target.weight.Equals(source.weight).ShouldBeTrue();
        target.weight.requires_grad.ShouldBeTrue();
        source.weight.detach().add_(1);
        target.weight.Equals(source.weight).ShouldBeFalse();
    }

    [Fact]
    public void LoadStateDict_WithOtherNames_IsRefusedOrReported()
    {
        using var source = nn.Linear(3, 2, false);
        using var target = nn.Linear(3, 2);

        Should.Throw<InvalidOperationException>(() => target.load_state_dict(source.state_dict())).Message.ShouldContain("bias");

        target.load_state_dict(source.state_dict(), false).missing_keys.ShouldBe(["bias"]);
        target.weight.Equals(source.weight).ShouldBeTrue();
    }

    [Fact]
    public void Load_SkippingANameOrNotStrictly_ReadsTheRest()
    {
        using var source = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2));
        using var target = nn.Sequential(nn.Linear(2, 2));
        var loaded = new Dictionary<string, bool>();

        target.load(new MemoryStream(Saved(source)), false, ["0.weight"], loaded);

        loaded.Where(entry => entry.Value).Select(entry => entry.Key).ShouldBe(["0.weight", "0.bias"]);
        target.get_parameter("0.bias")!.Equals(source.get_parameter("0.bias")!).ShouldBeTrue();
        target.get_parameter("0.weight")!.Equals(source.get_parameter("0.weight")!).ShouldBeFalse();
    }

    [Fact]
    public void Load_OfAnotherShape_SaysWhichShapes()
    {
        using var source = nn.Linear(3, 2);
        using var target = nn.Linear(2, 2);

        Should.Throw<ArgumentException>(() => target.load(new MemoryStream(Saved(source)))).Message.ShouldContain("[2,3]");
    }

    [Fact]
    public void Load_OfACutOrForeignFile_Throws()
    {
        using var layer = nn.Linear(3, 2);
        var saved = Saved(layer);

        Should.Throw<EndOfStreamException>(() => layer.load(new MemoryStream(saved[..^1])));
        Should.Throw<Exception>(() => layer.load(new MemoryStream([.. "PK\u0003\u0004 not this format"u8])));
    }

    [Fact]
    public void SaveAndLoad_ByPath_RestoresTheWeights()
    {
        using var source = nn.Linear(3, 2);
        using var target = nn.Linear(3, 2);
        var path = Path.GetTempFileName();
        try
        {
            source.save(path);
            target.load(path);
        }
        finally
        {
            File.Delete(path);
        }

        target.weight.Equals(source.weight).ShouldBeTrue();
        Should.Throw<FileNotFoundException>(() => target.load(path));
    }

    static byte[] Saved(nn.Module module)
    {
        var stream = new MemoryStream();
        module.save(stream);
        return stream.ToArray();
    }
}
