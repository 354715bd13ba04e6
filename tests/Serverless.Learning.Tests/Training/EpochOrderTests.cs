using Serverless.Learning.Training;

namespace Serverless.Learning.Tests.Training;

public sealed class EpochOrderTests
{
    [Fact]
    public void Of_EpochsOfAnySize_AreThePassesOneAfterTheOther()
    {
        var passes = Enumerable.Range(1, 7).SelectMany(epoch => EpochOrder.Of(images: 10, perEpoch: 10, epoch, seed: 3)).ToList();

        var parts = Enumerable.Range(1, 10).SelectMany(epoch => EpochOrder.Of(images: 10, perEpoch: 7, epoch, seed: 3));

        parts.ShouldBe(passes);
        passes.Chunk(10).ShouldAllBe(pass => pass.Order().SequenceEqual(Enumerable.Range(0, 10).Select(place => (long)place)));
        passes.Chunk(10).Select(pass => string.Join(' ', pass)).ShouldBeUnique();
    }
}
