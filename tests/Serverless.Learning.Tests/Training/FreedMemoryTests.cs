using System.Globalization;
using System.Runtime.InteropServices;
using Serverless.Learning.Training;

namespace Serverless.Learning.Tests.Training;

public class FreedMemoryTests
{
    const int Block = 8 << 20;
    const int Blocks = 3;
    const int Rounds = 50;

    [Fact]
    public void Keep_LargeBlocksAllocatedAgainAndAgain_TheirPagesAreFoundOnce()
    {
        Assert.SkipUnless(FreedMemory.Keep(), "Another C library than glibc.");
        TouchBlocks();
        var before = PageFaults();

        for (var round = 0; round < Rounds; round++)
        {
            TouchBlocks();
        }

        // Given back each time, they would be found again in every round.
        var pages = Rounds * Blocks * (Block / Environment.SystemPageSize);
        Assert.InRange(PageFaults() - before, 0, pages / 4);
    }

    static void TouchBlocks()
    {
        var blocks = Enumerable.Range(0, Blocks).Select(_ => Marshal.AllocHGlobal(Block)).ToList();
        foreach (var block in blocks)
        {
            for (var offset = 0; offset < Block; offset += Environment.SystemPageSize)
            {
                Marshal.WriteByte(block, offset, 1);
            }
        }

        blocks.ForEach(Marshal.FreeHGlobal);
    }

    /// <summary>Of this thread so far, without any reading of disks.</summary>
    static long PageFaults()
    {
        const int AfterName = 7; // proc(5): minflt is the tenth field, the name the second
        var status = File.ReadAllText("/proc/thread-self/stat");
        return long.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[AfterName], CultureInfo.InvariantCulture);
    }
}
