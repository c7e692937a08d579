using Pirros.Admin.Activity;

namespace Pirros.Admin.Tests.Activity;

public sealed class ActivityBatchTests
{
    [Fact]
    public void Of_what_is_not_counted_one_request_is_looked_for_and_the_others_are_not_read()
    {
        var read = 0;
        ActivityRule[] rules =
        [
            new("counted", record => record.Status == 201),
            new("seen", record =>
            {
                read++;
                return record.Status == 201;
            }) { IsCounted = false },
        ];
        var batch = new ActivityBatch([.. new[] { 200, 201, 201, 201 }.Select(status => Given.Request(status: status))], rules);
        Assert.Equal([("counted", 3L), ("seen", 1L)], batch.Marks.Select(one => (one.Mark.Name, one.Mark.Count)));
        Assert.Equal(2, read);
    }
}
