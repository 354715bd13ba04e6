using Serverless.Core.Generators;

namespace Serverless.Core.Tests.Generators;

public class DeviceEmbeddingTests
{
    static readonly DeviceEmbedding Device = DeviceEmbedding.Of([2, 6, 4]);

    [Fact]
    public void Restore_WhatWasNormalised_GivesTheValue()
    {
        Device.Coordinates.ToArray().ShouldBe([0f, 1f, 0.5f]);
        Device.Restore(Device.Normalise(5)).ShouldBe(5);
        Device.Restore(-0.25).ShouldBe(1);
    }

    [Fact]
    public void Restore_FarBelowTheReferences_GivesNoNegativeCost() => Device.Restore(-0.75).ShouldBe(0);
}
