namespace Serverless.Inference.Tests;

public sealed class LatencySampleTests
{
    [Fact]
    public void Median_EvenCount_LiesBetweenTheMiddleTwo() => SampleOf(4, 1, 3, 2).Median.ShouldBe(2.5);

    [Fact]
    public void Spread_OneToFive_IsTwo() => SampleOf(5, 3, 1, 4, 2).Spread.ShouldBe(2);

    [Fact]
    public void MedianWidth_OneToHundred_SpansRanks41To60() =>
        SampleOf([.. Enumerable.Range(1, 100).Select(i => (double)i)]).MedianWidth.ShouldBe(60 - 41);

    [Fact]
    public void MedianWidth_AFewOutliers_IsNotMovedByThem()
    {
        var sample = SampleOf([.. Enumerable.Repeat(1.0, 90), .. Enumerable.Repeat(1000.0, 10)]);

        sample.MedianWidth.ShouldBe(0);
        sample.Median.ShouldBe(1);
    }

    [Fact]
    public void MedianWidth_OneValue_IsZero() => SampleOf(3).MedianWidth.ShouldBe(0);

    [Fact]
    public void Outliers_OneToNine_FarOutIsFurtherThanThreeQuartileDistances()
    {
        double[] steady = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        SampleOf(steady).Outliers.ShouldBe(0);

        // Quartiles of eleven are 3.5 and 8.5: 23.5 is the last that is not far out.
        SampleOf([.. steady, 10, 23.5]).Outliers.ShouldBe(0);
        SampleOf([.. steady, 10, 23.6]).Outliers.ShouldBe(1);

        // Below, they are 2.5 and 7.5.
        SampleOf([.. steady, 10, -12.5]).Outliers.ShouldBe(0);
        SampleOf([.. steady, 10, -12.6]).Outliers.ShouldBe(1);
    }

    static LatencySample SampleOf(params double[] values)
    {
        var sample = new LatencySample();
        foreach (var value in values)
        {
            sample.Add(value);
        }

        return sample;
    }
}
