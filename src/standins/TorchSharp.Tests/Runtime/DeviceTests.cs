namespace TorchSharp.Tests.Runtime;

public sealed class DeviceTests
{
    [Fact]
    public void Device_OfAText_HasTypeAndIndex()
    {
        new Device("cpu").type.ShouldBe(DeviceType.CPU);
        new Device("cuda:1").index.ShouldBe(1);
        new Device("cuda").index.ShouldBe(-1);
        new Device(2).ToString().ShouldBe("cuda:2");
        ((Device)"cpu").ToString().ShouldBe("cpu");
        Should.Throw<ArgumentException>(() => new Device("abacus"));
    }

    [Fact]
    public void Threads_Set_AreWhatWasSet()
    {
        var former = get_num_threads();
        try
        {
            set_num_threads(3);
            get_num_threads().ShouldBe(3);
            set_num_threads(1);
            get_num_threads().ShouldBe(1);
        }
        finally
        {
            set_num_threads(former);
        }
    }

    [Fact]
    public void Threads_SetOnOneThread_HoldForThoseThatStartLater()
    {
        var former = get_num_threads();
        try
        {
            foreach (var wanted in new[] { 3, 1 })
            {
                set_num_threads(wanted);
                var seen = 0;
                var thread = new Thread(() => seen = get_num_threads());
                thread.Start();
                thread.Join();
                seen.ShouldBe(wanted);
            }
        }
        finally
        {
            set_num_threads(former);
        }
    }

    [Fact]
    public void Network_OnEachDeviceOfThisMachine_AgreesWithTheCpu()
    {
        manual_seed(1).Dispose();
        using var network = new SmallCnn();
        using var images = randn(8, 1, 28, 28);
        using var expected = network.call(images);
        string[] devices = cuda.is_available() ? ["cpu", "cuda"] : ["cpu"];

        foreach (var name in devices)
        {
            network.to(name);
            using var output = network.call(images.to(name));

            output.device.ToString().ShouldStartWith(name);
            output.cpu().allclose(expected, 1e-3, 1e-4).ShouldBeTrue(name);
        }
    }
}
