using Serverless.Presentation.Pages;

namespace Serverless.Presentation.Tests.Pages;

public sealed class MarkupTests
{
    [Fact]
    public void Add_TextFromOutside_IsEscapedEverywhere()
    {
        var hostile = "<script>alert('x')</script>\" onload=\"y&";

        var html = new Markup().Add($"<p title=\"{hostile}\">{hostile}</p>").ToString();

        html.ShouldBe("<p title=\"&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; onload=&quot;y&amp;\">&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; onload=&quot;y&amp;</p>\n");
    }

    [Fact]
    public void Add_Numbers_AreWrittenWithPoints() => new Markup().Add($"{1234.5678} {3}").ToString().ShouldBe("1234.57 3\n");

    [Fact]
    public void Add_Markup_GoesInAsItIs() => new Markup().Add($"<b>{new Markup().Add($"<i>x</i>")}</b>").ToString().ShouldBe("<b><i>x</i>\n</b>\n");
}
